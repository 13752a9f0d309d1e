/** Of selection and split. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const selection: Catalogue = [
  ['--pairs needs the verdicts', '--pairs 需要判定'],
  [
    'add --verdicts FILE: what validate printed, failed programs included',
    '请加上 --verdicts FILE：validate 的输出，包括未通过的程序',
  ],
  ['no row was selected', '没有任何行入选'],
  ['{1} of {2} rows: too few {3} ones passed', '目标 {2} 行，只有 {1} 行：通过的 {3*} 太少'],
  [
    'select: {1}: too few {2} rows for --quota {3}; the others are kept all the same',
    'select：{1}：{2*} 的行不足以满足 --quota {3}；其余的照样保留',
  ],
  [
    '--decisions: {1} rows have another program than the one that was reviewed',
    '--decisions：有 {1} 行的程序与审阅时不同',
  ],
  ['--decisions: {1} ids are of no row here: {2}, …', '--decisions：有 {1} 个 id 不对应此处的任何行：{2} 等'],
  ['--decisions: {1} ids are of no row here: {2}', '--decisions：有 {1} 个 id 不对应此处的任何行：{2}'],
  [
    'split: {1} rows have more tokens than --cutoff-len {2}: the trainer will cut them off; --over-long drop leaves them out',
    'split：有 {1} 行的 token 超过 --cutoff-len {2}：训练器会截断它们；用 --over-long drop 可将其排除',
  ],
  ['no row to split', '没有可划分的行'],
  ['{1} has {2} rows, below {3} % of its share of {4}', '{1} 有 {2} 行，不到其份额 {4} 行的 {3} %'],
  ['nothing survived: no row reached the end', '没有任何行通过：没有一行走到最后'],
  ['--pairs: no failed program could stand against one that passed', '--pairs：没有能与通过的程序配对的失败程序'],
  ['{1} writes files into a folder', '{1} 要把文件写入文件夹'],
  ['name it with --out DIR', '请用 --out DIR 指定'],
  ['--decisions {1}:{2}{3}: {4}', '--decisions {1}:{2}{3}：{4}'],
]
