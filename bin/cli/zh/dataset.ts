/** Of rows, decisions and folders that are read. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const dataset: Catalogue = [
  ['{1} has more than {2} entries', '{1} 的条目超过 {2} 个'],
  ['{1} has neither prompts nor programs', '{1} 中既没有提示词，也没有程序'],
  ['{1} has no files of splits', '{1} 中没有各划分的文件'],
  [
    'names such as train.jsonl, val.json, test-00000-of-00001.parquet',
    '文件名应类似 train.jsonl、val.json、test-00000-of-00001.parquet',
  ],
  ["neither the rows nor what was dropped has an id like '{1}'", '数据行和被丢弃的行中都没有类似“{1}”的 id'],
  ['did you mean: {1}', '您是否想输入：{1}'],
  ['ids are those of lineage.jsonl and rejects.jsonl', 'id 见 lineage.jsonl 和 rejects.jsonl'],
  ['{1}: lineage.jsonl is missing or empty', '{1}：lineage.jsonl 缺失或为空'],
  [
    'the folder is of another version of sft-stream, or was changed: make it anew',
    '该文件夹来自 sft-stream 的其他版本，或已被改动：请重新生成',
  ],
  ['{1} is no dataset folder: {2}', '{1} 不是数据集文件夹：{2*}'],
  ['name a folder that --out made', '请指定由 --out 生成的文件夹'],
  ['cannot read the folder {1}: {2}', '无法读取文件夹 {1}：{2*}'],
  ['{1}: no list of pitfalls', '{1}：不是常见错误的清单'],
  ['sft-stream report DIR --pitfalls prints such a file', 'sft-stream report DIR --pitfalls 会输出这样的文件'],
  ['{1} is no row of this review', '{1} 不是这次审阅中的行'],
  ['cannot listen on 127.0.0.1: {1}', '无法在 127.0.0.1 上监听：{1*}'],
  ['too long for a decision', '决定过长'],
  ['cannot open the decisions {1}: {2}', '无法打开决定文件 {1}：{2*}'],
  [
    'a line is {"id": …, "decision": "keep" or "reject", "note": …}',
    '每行应为 {"id": …, "decision": "keep" 或 "reject", "note": …}',
  ],
]
