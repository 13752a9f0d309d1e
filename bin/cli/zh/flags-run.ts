/** Flags of seeds, prompts and every stage. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const flagsRun: Catalogue = [
  ['programs checked at once (default: the number of cores)', '同时检查的程序数（默认：CPU 核数）'],
  ['write every dropped row there, with stage, reason and line', '把每个丢弃的行写入该文件，注明阶段、原因和行号'],
  ['write the counts of this run as JSON', '把本次运行的统计写成 JSON'],
  ['what to do with a bad line: skip (default) or fail', '遇到坏行怎么办：skip 跳过（默认）或 fail 终止'],
  [
    'options file, YAML or JSON (default: sft-stream.config.yaml or .json)',
    '选项文件，YAML 或 JSON（默认：sft-stream.config.yaml 或 .json）',
  ],
  ["seed of the pipeline's randomness (default: 1)", '流水线的随机种子（默认：1）'],
  [
    'folder of API index, verdicts and journal (default: .sft-stream)',
    '存放 API 索引、判定和日志库的文件夹（默认：.sft-stream）',
  ],
  ['judge every program anew; paid replies are kept all the same', '每个程序都重新判定；付费的回复照样保留'],
  ["folder for the final pass's temporary file", '存放最后一遍处理的临时文件的文件夹'],
  ['stop after this many input rows', '读入这么多行后停止'],
  [
    'exit 1 when a level passes less: L3=90 (percent; repeatable)',
    '某级别的通过率低于此值时退出码为 1：L3=90（百分比；可重复给出）',
  ],
  ['auto (default), always (with -q too) or never', 'auto（默认）、always（与 -q 同用时也显示）或 never'],
  ['nothing on stderr but errors', '除错误外不向标准错误输出任何内容'],
  [
    'error (as -q), info (default) or debug (errors with their causes)',
    'error（同 -q）、info（默认）或 debug（错误附带成因）',
  ],
  ['how many seeds to make', '生成多少个种子'],
  [
    'language of the tasks: zh, en or both (default: both, in turn)',
    '任务的语言：zh、en 或 both（默认：both，轮流使用）',
  ],
  ['only tasks led by this family (repeatable, or a list)', '只生成由该族主导的任务（可重复给出，或用列表）'],
  [
    'seeds for evaluation: families and combinations that no other run gives',
    '用于评测的种子：其他运行都不会给出的族和组合',
  ],
  [
    'print what the seeds cover and how much they differ, instead of the seeds',
    '不输出种子，而是输出种子覆盖了什么、差异多大',
  ],
  ['requests for each seed (default: 3)', '每个种子的请求数（默认：3）'],
  [
    'members in the API context of a request at most (default: 20)',
    '一个请求的 API 上下文最多有多少个成员（默认：20）',
  ],
  ['tokens that this context takes at most (default: 2000)', 'API 上下文最多占多少 token（默认：2000）'],
  [
    'where the API context stands: system (default), or user, before the task',
    'API 上下文放在哪里：system（默认），或 user，即任务之前',
  ],
  [
    'what to warn the teacher of: a file that report --pitfalls printed',
    '提醒教师模型注意什么：report --pitfalls 输出的文件',
  ],
  ['print what programs fail by most often, ranked, as JSON', '以 JSON 输出程序最常犯的错误，按频率排列'],
]
