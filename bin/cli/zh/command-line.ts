/** What is said of arguments and input, and at the end of a run. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const commandLine: Catalogue = [
  ['--fail-under {1}={2}: {3} % passed', '--fail-under {1}={2}：通过率为 {3} %'],
  [
    'the teacher gave up on {1} requests; run again to ask for them only',
    '教师模型放弃了 {1} 个请求；再次运行只会询问这些请求',
  ],
  [
    'the budget of {1} USD was reached: {2} requests were not made; a further run asks for them only',
    '{1} 美元的预算已用完：有 {2} 个请求未发出；再次运行只会询问这些请求',
  ],
  ['{1}: {2} in, {3} out; dropped {4}', '{1}：输入 {2}，输出 {3}；丢弃 {4}'],
  ['no input: name a file, or pipe rows in', '没有输入：请给出文件，或通过管道传入数据行'],
  ['Usage: {1}; sft-stream -h lists the commands', '用法：{1}；sft-stream -h 列出各命令'],
  ['cannot open {1}: {2}', '无法打开 {1}：{2*}'],
  ["'{1}' is neither a command nor a file", '“{1}”既不是命令，也不是文件'],
  ['did you mean: sft-stream {1}', '您是否想输入：sft-stream {1}'],
  ['sft-stream --help lists the commands', 'sft-stream --help 列出各命令'],
  ['the command {1} comes too late', '命令 {1} 的位置太靠后'],
  ['flags stand behind it: sft-stream {1} FILE [flags]', '参数应写在命令之后：sft-stream {1} FILE [flags]'],
  [
    'sft-stream {1} --help; several files: cat FILE… | sft-stream {2}',
    'sft-stream {1} --help；多个文件请用：cat FILE… | sft-stream {2}',
  ],
  ["{1} takes one file; '{2}' is one too many", '{1} 只接受一个文件；“{2}”是多余的'],
  ['an internal error; please report it', '内部错误；请报告此问题'],
  ['sft-stream {1} --help lists the flags', 'sft-stream {1} --help 列出各参数'],
  ["unknown option '{1}'", '未知的参数“{1}”'],
  [
    '{1} is a flag of {2}, …; sft-stream {3} --help lists those of {4}',
    '{1} 是 {2} 等命令的参数；sft-stream {3} --help 列出 {4} 的参数',
  ],
  [
    '{1} is a flag of {2}; sft-stream {3} --help lists those of {4}',
    '{1} 是 {2} 的参数；sft-stream {3} --help 列出 {4} 的参数',
  ],
  ['{1}: which of {2}?', '{1}：选择 {2} 中的哪一个？'],
  ["{1}: '{2}' is none of {3}", '{1}：“{2}”不是 {3} 之一'],
]
