/** Of the queue, its workers and shards. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const queue: Catalogue = [
  ['--queue needs the packages {1}', '--queue 需要以下包：{1}'],
  ['npm install {1}', '请运行 npm install {1}'],
  ['I/N, for example 2/3', '须为 I/N，例如 2/3'],
  ['Redis at {1}:{2}', '位于 {1}:{2} 的 Redis'],
  [
    'a --queue-store must be one folder for all machines; a Redis server must keep what it is given',
    '--queue-store 必须是所有机器共用的同一个文件夹；Redis 服务器必须保留交给它的内容',
  ],
  ['a number from 1/N to N/N', '须为 1/N 到 N/N 之间的值'],
  ['a shard is no dataset: --shard goes without --out', '分片不是数据集：--shard 不能与 --out 同用'],
  ['a share in percent, for example 1%', '须为百分比，例如 1%'],
  ['at most 100%', '不得大于 100%'],
  [
    'cat its verdicts with those of the other shards | sft-stream select | sft-stream split --out DIR',
    '请用 cat 把它的判定与其他分片的合在一起 | sft-stream select | sft-stream split --out DIR',
  ],
  [
    'it comes with the URL, redis://USER:PASSWORD@HOST, or from SFT_STREAM_QUEUE_PASSWORD',
    '密码写在 URL 中（redis://USER:PASSWORD@HOST），或取自 SFT_STREAM_QUEUE_PASSWORD',
  ],
  ['leave out --queue, or --runtime browser', '请去掉 --queue 或 --runtime browser'],
  ['lost the connection to the queue; trying again', '与队列的连接已断开；正在重试'],
  ['make', '建立'],
  ['name the authority that signed it: NODE_EXTRA_CA_CERTS=FILE', '请指定签发它的机构：NODE_EXTRA_CA_CERTS=FILE'],
  ['no Redis server answers at {1}:{2}: {3}', '{1}:{2} 上没有 Redis 服务器应答：{3}'],
  ['no worker serves {1}', '没有工作进程为 {1} 服务'],
  ['no worker serves {1}; waiting for one', '没有工作进程为 {1} 服务；正在等待'],
  [
    'no worker serves {1}; workers of another version are refused: {2}',
    '没有工作进程为 {1} 服务；已拒绝其他版本的工作进程：{2}',
  ],
  [
    'no worker serves {1}; workers of another version are refused: {2}; waiting for one',
    '没有工作进程为 {1} 服务；已拒绝其他版本的工作进程：{2}；正在等待',
  ],
  ['none are there', '一个也没有'],
  ['on a worker: {1}', '在工作进程上：{1*}'],
  ['on another machine: sft-stream worker --queue URL', '请在另一台机器上运行：sft-stream worker --queue URL'],
  [
    'see who may write to the queue; what its workers said before is in the cache, in verdicts/*-queue.jsonl',
    '请检查谁可以写入队列；其工作进程此前的回答在缓存的 verdicts/*-queue.jsonl 中',
  ],
  ['serving {1}', '正在为 {1} 服务'],
  [
    'start one: redis-server --appendonly yes --maxmemory-policy noeviction',
    '请启动一个：redis-server --appendonly yes --maxmemory-policy noeviction',
  ],
  ['the Redis server at {1}:{2} refused the password', '{1}:{2} 上的 Redis 服务器拒绝了密码'],
  ['the Redis server at {1}:{2}: {3}', '{1}:{2} 上的 Redis 服务器：{3}'],
  ['the certificate of {1}:{2} is not trusted: {3}', '不信任 {1}:{2} 的证书：{3}'],
  [
    'the URL of a Redis server, redis://HOST:PORT or rediss://HOST:PORT for TLS',
    '须为 Redis 服务器的 URL：redis://HOST:PORT，使用 TLS 时为 rediss://HOST:PORT',
  ],
  [
    'the browsers of workers may differ: --queue runs programs headless only',
    '各工作进程的浏览器可能不同：--queue 只以 headless 方式运行程序',
  ],
  ['the queue was closed', '队列已关闭'],
  ['the queue was lost: {1}', '失去了队列：{1*}'],
  ['the queue: {1}', '队列：{1*}'],
  ['the workers do not find what was sent to them', '工作进程找不到发给它们的内容'],
  ['what was answered is in the cache; run again', '已得到的回答在缓存中；请再次运行'],
  ['which queue? none is named', '哪个队列？没有指定'],
]
