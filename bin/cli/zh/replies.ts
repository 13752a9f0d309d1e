/** Of answers that cannot be used. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const replies: Catalogue = [
  [
    'HTTP {1} instead of an answer is not followed; is the base URL right?',
    '收到 HTTP {1} 而不是回答，不予跟随；基础 URL 是否正确？',
  ],
  ['set {1} in the environment', '请在环境变量中设置 {1}'],
  ['check {1} and the account it belongs to', '请检查 {1} 及其所属的账户'],
  ['the answer is not UTF-8', '回答不是 UTF-8'],
  ['the answer is larger than {1} bytes', '回答超过 {1} 字节'],
  [
    'journal: {1} records cannot be read and are passed over; the first is {2} byte {3} ({4})',
    '日志库：有 {1} 条记录无法读取，已跳过；第一条在 {2} 的第 {3} 字节（{4}）',
  ],
]
