/** Of batches. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const batches: Catalogue = [
  ['{1} are in {2}; the same command goes on with them', '{1*}在 {2} 中；同一条命令会继续处理'],
  [
    'waiting for {1}, up to 24 hours; {2} wait for them. Ctrl-C leaves them on the server',
    '正在等待 {1*}，最长 24 小时；另有 {2*}在等它们。按 Ctrl-C 会把它们留在服务器上',
  ],
  ['{1} results are of requests that no batch holds', '有 {1} 个结果所属的请求不在任何批次中'],
  ['check the key and its account', '请检查密钥及其账户'],
  ['the status of a batch cannot be read', '无法读取批次的状态'],
  ['the results of the batch are no longer there', '该批次的结果已不存在'],
  ['the answer is {1}…, not JSON; is the base URL right?', '回答是 {1}……，不是 JSON；基础 URL 是否正确？'],
  ['the answer is {1}, not JSON; is the base URL right?', '回答是 {1}，不是 JSON；基础 URL 是否正确？'],
  ['the answer is cut off or no JSON', '回答被截断，或不是 JSON'],
  ['the answer is packed ({1}…)', '回答是压缩的（{1}……）'],
  ['the answer is packed ({1})', '回答是压缩的（{1}）'],
  ['no complete answer within {1} s', '{1} 秒内没有收到完整的回答'],
  ['cannot read the open batch {1}', '无法读取未完成的批次 {1}'],
  [
    'repair it, or move it away to accept that its requests are bought again',
    '请修复它；若接受重新购买其中的请求，也可将它移走',
  ],
  ['the results of a batch did not arrive as a whole', '批次的结果没有完整到达'],
  ['its result cannot be read', '无法读取它的结果'],
  ['the batch ended before it was answered', '批次在它得到回答之前就结束了'],
  ['the list of batches cannot be read', '无法读取批次列表'],
  ['the list of batches has no end', '批次列表没有结尾'],
  ['the server gave an id that is none', '服务器给出的 id 无效'],
  ['the provider is overloaded', '提供方过载'],
  [
    '{1} batches of earlier runs are open: without --batch their requests are bought again',
    '此前的运行有 {1} 个批次尚未完成：不带 --batch 时会重新购买其中的请求',
  ],
]
