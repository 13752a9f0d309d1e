/** The summary and the progress line: labels are padded to the same column. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const summary: Catalogue = [
  ['{1} {2}: {3} read, {4} written', '{1} {2}：读入 {3}，写出 {4}'],
  ['{1} {2}: {3} read, {4} written, about {5} tokens', '{1} {2}：读入 {3}，写出 {4}，约 {5} 个 token'],
  [
    '{1} tokens, {2} a prompt: API context {3}, shared prefix {4}',
    '{1} 个 token，每个提示词 {2}：API 上下文 {3}，共用前缀 {4}',
  ],
  [
    'prompts   {1} tokens, {2} a prompt: API context {3}, shared prefix {4}',
    '提示词    {1} 个 token，每个提示词 {2}：API 上下文 {3}，共用前缀 {4}',
  ],
  ['attempts  {1} repairs, {2} passed', '尝试      {1} 次修复，{2} 次通过'],
  [
    'attempts  {1} repairs, {2} passed; {3} further versions, {4} seeds left without',
    '尝试      {1} 次修复，{2} 次通过；{3} 个追加版本，{4} 个种子仍无程序通过',
  ],
  [
    'teacher   {1} {2}: {3} replies ({4} from the journal), ${5}',
    '教师模型  {1} {2}：{3} 个回复（{4} 个取自日志库），${5}',
  ],
  ['cost      ${1} in all, ${2} in this run', '费用      共 ${1}，本次运行 ${2}'],
  ['cost      ${1} in all, ${2} in this run, ${3} a row', '费用      共 ${1}，本次运行 ${2}，每行 ${3}'],
  ['split     train {1}, val {2}, test {3}', '划分      train {1}，val {2}，test {3}'],
  ['split     train {1}, val {2}, test {3}; largest group {4}', '划分      train {1}，val {2}，test {3}；最大的组 {4}'],
  ['tokens    above {1}: {2} rows flagged, {3} dropped', 'token     超过 {1} 的：标记 {2} 行，丢弃 {3} 行'],
  [
    'pairs     {1} for DPO, {2} answers for KTO, of {3} failed programs',
    '偏好对    DPO {1} 对，KTO {2} 个回答，取自 {3} 个失败的程序',
  ],
  ['next: --rejects FILE lists every dropped row with its reason', '下一步：--rejects FILE 列出每个丢弃的行及其原因'],
  ['next: name a real teacher with --teacher, see --help', '下一步：用 --teacher 指定真实的教师模型，见 --help'],
  ['next: cd {1} && trl sft --config trl.yaml', '下一步：cd {1} && trl sft --config trl.yaml'],
  ['next: cd {1} && llamafactory-cli train sft.yaml', '下一步：cd {1} && llamafactory-cli train sft.yaml'],
  ['next: --out DIR writes a folder that a trainer reads as it is', '下一步：--out DIR 写出训练器可直接读取的文件夹'],
  ['rows/s', '行/秒'],
]
