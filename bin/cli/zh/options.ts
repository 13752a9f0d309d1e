/** What is wrong with options. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const options: Catalogue = [
  ['{1}: not a map of options', '{1}：不是选项的映射'],
  ['--{1}: {2} (got {3})', '--{1}：{2*}（得到 {3}）'],
  ['--no-cache: {1}', '--no-cache：{1*}'],
  ['--no-cache: {1} (got {2})', '--no-cache：{1*}（得到 {2}）'],
  ['{1}, in {2}', '{1*}，位于 {2*}'],
  ['one of {1}', '须为 {1} 之一'],
  ['at least {1}', '不得小于 {1}'],
  ['more than {1}', '须大于 {1}'],
  ['at most {1}', '不得大于 {1}'],
  ['less than {1}', '须小于 {1}'],
  ['a word', '须为一个词'],
  ['a word of letters and digits', '须为由字母和数字组成的一个词'],
  ['three numbers, {1}', '须为三个数，{1}'],
  ['the shares must add up to 100', '各份额之和必须为 100'],
  ['LEVEL=PERCENT, for example L3=90', '须为“级别=百分比”，例如 L3=90'],
  ['a number, or two as IN/OUT', '须为一个数，或 IN/OUT 形式的两个数'],
  ['a key does not belong in a file: it comes from the environment', '密钥不应写在文件中：它来自环境变量'],
  ['one weight at least must be above 0', '至少要有一个权重大于 0'],
  ['an SPDX identifier, for example MIT', '须为 SPDX 标识符，例如 MIT'],
  ['there is no option {1}', '没有名为 {1} 的选项'],
  ['sft-stream config show lists the options', 'sft-stream config show 列出各选项'],
]
