/** Flags of teachers and checks. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const flagsChecks: Catalogue = [
  [
    'turns that a failed program is given; without it run gives none, repair one',
    '未通过的程序可修复几轮；不给出时 run 为零轮，repair 为一轮',
  ],
  ['further versions for seeds of which nothing passed', '为还没有程序通过的种子追加版本'],
  [
    'versions of one seed at most, with --until-covered (default: 8)',
    '使用 --until-covered 时一个种子最多有多少个版本（默认：8）',
  ],
  [
    'mock, replay, openai, anthropic, or a list of them (default: mock, which makes its programs up)',
    'mock、replay、openai、anthropic，或它们的列表（默认：mock，程序由它编写）',
  ],
  ['recorded replies for --teacher replay', '--teacher replay 所用的已录回复'],
  ['model of a real teacher', '真实教师模型的名称'],
  ['another server of the same API (vLLM, SGLang, Ollama, …)', '同一 API 的其他服务器（vLLM、SGLang、Ollama 等）'],
  ['sampling temperature (default: 0.7)', '采样温度（默认：0.7）'],
  ['nucleus sampling (default: 0.95)', '核采样（默认：0.95）'],
  ['longest answer in tokens (default: 4096)', '回答最长多少 token（默认：4096）'],
  ['teacher calls at once (default: 8)', '同时进行的教师模型调用数（默认：8）'],
  ['seconds for one call in all (default: 180)', '一次调用总共最多多少秒（默认：180）'],
  ['further tries of a failed call (default: 5)', '调用失败后再试几次（默认：5）'],
  [
    'through the batch API of openai or anthropic: half the price, up to 24 hours',
    '通过 openai 或 anthropic 的批处理 API：价格减半，最长 24 小时',
  ],
  [
    'ask nothing: print what it would cost, and what the journal has already',
    '不发出请求：输出将要花多少钱，以及日志库中已有什么',
  ],
  ['requests a minute that the provider allows', '提供方允许的每分钟请求数'],
  ['tokens a minute that it allows: N, or INPUT/OUTPUT', '允许的每分钟 token 数：N，或 INPUT/OUTPUT'],
  [
    'USD that this run may spend; needs the price of the model in the config',
    '本次运行最多可花多少美元；需要在选项文件中写明模型价格',
  ],
  ['share of mock replies with a planted defect (default: 0)', '带有人为缺陷的模拟回复所占比例（默认：0）'],
  ['levels to run (default: L1,L2,L3,L4)', '运行哪些级别（默认：L1,L2,L3,L4）'],
  ['do not run programs: L3 is reported as not run', '不运行程序：L3 记为未运行'],
  ['run later levels even if an earlier one failed', '前面的级别未通过也运行后面的级别'],
  ['frames before and after the scripted input (default: 60)', '脚本输入前后各运行多少帧（默认：60）'],
  ['CPU seconds for one program (default: 5)', '每个程序的 CPU 秒数（默认：5）'],
  ['basic (default), or strict: every layer or no run', 'basic（默认），或 strict：各层齐备才运行'],
  [
    'where programs run: headless (default), or browser: a real Chromium, for spot checks',
    '程序在哪里运行：headless（默认），或 browser：真正的 Chromium，用于抽查',
  ],
  [
    'the Chromium of --runtime browser; without it, the first one found',
    '--runtime browser 所用的 Chromium；不给出时用找到的第一个',
  ],
  [
    'keep all that the runs showed: objects, speeds, input, state …',
    '保留运行中观察到的一切：对象、速度、输入、状态等',
  ],
  [
    'only part I of N of the input, by ids; all parts together are the whole',
    '只处理输入的 N 份中的第 I 份，按 id 划分；各份合起来就是全部',
  ],
  [
    'let `sft-stream worker` do it, by way of this Redis server: redis://HOST:PORT',
    '交给 `sft-stream worker` 处理，经由此 Redis 服务器：redis://HOST:PORT',
  ],
  [
    'a folder that all machines share, for what is sent; without it, Redis',
    '各机器共用的文件夹，存放所发送的内容；不给出时用 Redis',
  ],
  [
    'seconds to wait for a worker, or for a lost server (default: 120)',
    '等待工作进程或断开的服务器最多多少秒（默认：120）',
  ],
  [
    'percent of the answers of workers that is made again here (default: 1)',
    '工作进程的回答中有百分之几在本机重做核对（默认：1）',
  ],
  [
    'seconds of silence after which others take over what a worker was at (default: 15)',
    '工作进程沉默多少秒后由其他工作进程接手（默认：15）',
  ],
]
