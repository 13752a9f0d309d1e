/** Of teachers, keys and money. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const teachers: Catalogue = [
  ['--temperature: the anthropic teacher takes 0 to {1}', '--temperature：anthropic 教师模型接受 0 到 {1}'],
  ['{1}: {2}; {3} is asked in its place', '{1}：{2*}；改问 {3}'],
  ['--batch: --teacher names several teachers', '--batch：--teacher 指定了多个教师模型'],
  [
    'batches have one: what it has no answer to can be asked of another by a second run, without --batch',
    '批处理只能用一个：它没有回答的，可以再运行一次，不带 --batch，去问另一个',
  ],
  ['--batch: the {1} teacher has no batches', '--batch：教师模型 {1} 没有批处理'],
  [
    'name one that has: --teacher openai or --teacher anthropic',
    '请指定有批处理的：--teacher openai 或 --teacher anthropic',
  ],
  [
    'the model wants max_completion_tokens for --max-tokens: it gets that from now on',
    '该模型要求用 max_completion_tokens 表示 --max-tokens：此后将照此发送',
  ],
  ['--teacher: each teacher can be named once', '--teacher：每个教师模型只能指定一次'],
  ['{1} is one for all, and --teacher names several', '{1} 只能对应一个，而 --teacher 指定了多个'],
  [
    'in sft-stream.config.yaml each has its own: openai: { model: NAME, base_url: URL }',
    '请在 sft-stream.config.yaml 中分别写明：openai: { model: NAME, base_url: URL }',
  ],
  ['--replies is given but no --teacher', '给出了 --replies，但没有 --teacher'],
  ['add --teacher replay', '请加上 --teacher replay'],
  [
    'the mock teacher answers: its rows are not for training; name a real one with --teacher {1} ({2} is set)',
    '由模拟教师回答：这些行不可用于训练；请用 --teacher {1} 指定真实的教师模型（已设置 {2}）',
  ],
  [
    'the mock teacher answers: its rows are not for training; name a real one with --teacher openai',
    '由模拟教师回答：这些行不可用于训练；请用 --teacher openai 指定真实的教师模型',
  ],
  ['there is no teacher {1}; there are {2}', '没有教师模型 {1}；可用的有 {2}'],
  ['the replay teacher needs recorded replies', '教师 replay 需要已录的回复'],
  ['name them with --replies FILE', '请用 --replies FILE 指定'],
  ['cannot read {1}: {2}', '无法读取 {1}：{2*}'],
  ['{1} changed while it was read', '{1} 在读取过程中发生了变化'],
  ['cannot open the recorded replies {1}: {2}', '无法打开已录的回复 {1}：{2*}'],
  ['{1}: {2} lines repeat an id; the first line of each id is used', '{1}：有 {2} 行的 id 重复；每个 id 只用第一行'],
  ['the {1} teacher needs a model', '教师模型 {1} 需要指定模型'],
  [
    'name one with --model, or in the config: {1}: { model: NAME }',
    '请用 --model 指定，或写在选项文件中：{1}: { model: NAME }',
  ],
  [
    '{1} travels unencrypted to {2}: the base URL is http, not https',
    '{1} 将不加密地发往 {2}：基础 URL 是 http，不是 https',
  ],
  ['{1} is no http or https URL', '{1} 不是 http 或 https URL'],
  ['the base URL holds a user name or password', '基础 URL 中含有用户名或密码'],
  ['a key belongs in {1}', '密钥应放在 {1} 中'],
  ['the {1} teacher needs a key', '教师模型 {1} 需要密钥'],
  ['the key holds characters that no key has', '密钥中含有密钥不可能有的字符'],
  ['--budget: the price of {1} is not known', '--budget：{1} 的价格未知'],
  [
    'add it to sft-stream.config.yaml, USD for a million tokens: prices: { {1}: { input: 0.15, output: 0.6 } }',
    '请写入 sft-stream.config.yaml，单位为美元/百万 token：prices: { {1}: { input: 0.15, output: 0.6 } }',
  ],
]
