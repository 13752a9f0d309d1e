/** Flags of selection, folders and all else. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const flagsDataset: Catalogue = [
  ['levels a row must have passed (default: L1,L2,L3,L4)', '行必须通过的级别（默认：L1,L2,L3,L4）'],
  ['rows kept for one prompt (default: 2)', '每个提示词保留的行数（默认：2）'],
  [
    'rows kept for one template of tasks; with --target a tenth of it by default',
    '每个任务模板保留的行数；给出 --target 时默认为其十分之一',
  ],
  ['near-duplicate threshold within a prompt (default: 0.85)', '同一提示词内近似重复的阈值（默认：0.85）'],
  ['shares of easy/medium/hard in percent (default: 40/40/20)', 'easy/medium/hard 所占的百分比（默认：40/40/20）'],
  ['exact number of rows; fewer is exit 1', '精确的行数；不足时退出码为 1'],
  [
    'a review by people, {"id", "decision": "keep" | "reject"} a line; split: of official rows',
    '人工审阅的决定，每行一个 {"id", "decision": "keep" | "reject"}；split：针对官方示例的行',
  ],
  ['exit 0 even if a target or a split is short', '即使目标或某个划分不足，退出码也为 0'],
  ['shares of train/val/test in percent (default: 90/5/5)', 'train/val/test 所占的百分比（默认：90/5/5）'],
  [
    'part of train that goes to val as new prompts of known templates (default: 0)',
    'train 中有多少改放入 val，作为已知模板的新提示词（默认：0）',
  ],
  ['verdicts of official examples to merge in (train only)', '要并入的官方示例的判定（只进 train）'],
  [
    'prompts and programs of your evaluation: seeds and rows like them are left out',
    '您用于评测的提示词和程序：与之相似的种子和行会排除',
  ],
  [
    'SPDX licence of what says none itself; without it, that is skipped',
    '未注明许可证的内容所用的 SPDX 许可证；不给出则跳过这些内容',
  ],
  ['what the rows say as their source (default: official)', '行中写明的来源（默认：official）'],
  [
    'alpaca (default), sharegpt, openai, or trl (prompt and completion)',
    'alpaca（默认）、sharegpt、openai 或 trl（prompt 和 completion）',
  ],
  ['write a dataset folder instead of rows on stdout', '写成数据集文件夹，而不是把行写到标准输出'],
  [
    'rows that report.html can play, drawn over difficulties and modules (default: 100, at most 200)',
    'report.html 中可以玩的行数，在各难度和模块中抽取（默认：100，最多 200）',
  ],
  ['write train, val and test as Parquet too', '把 train、val 和 test 也写成 Parquet'],
  [
    "count tokens with this tokenizer.json; without it with Qwen2.5's if it is installed, else by estimate",
    '用这个 tokenizer.json 计算 token；不给出时用已安装的 Qwen2.5 分词器，否则估算',
  ],
  [
    'tokens of a row that the trainer will read; longer rows are counted',
    '训练器从一行中读取的 token 数；超长的行会计数',
  ],
  [
    'rows above --cutoff-len: flag (default) in metadata.over_long, or drop',
    '超过 --cutoff-len 的行：flag（默认）在 metadata.over_long 中标记，或 drop 丢弃',
  ],
  [
    'dpo.jsonl and kto.jsonl of passed and failed programs, of the train split only',
    '用通过和失败的程序写出 dpo.jsonl 和 kto.jsonl，只取 train',
  ],
  [
    'where --pairs takes the failed programs from: what validate printed',
    '--pairs 从哪里取失败的程序：validate 的输出',
  ],
  [
    'repairs as conversations and pairs in the folder, of the train split only',
    '在文件夹中把修复写成对话和偏好对，只取 train',
  ],
  [
    'print what the row is made of, as a record for parse or validate',
    '输出该行所依据的内容，作为 parse 或 validate 可读的记录',
  ],
  ['judge so many rows only, drawn by --seed', '只判定这么多行，按 --seed 抽取'],
  ['part of the rows that is reviewed (default: 5)', '审阅多大比例的行（默认：5）'],
  ['so many rows, in place of a share', '审阅这么多行，代替比例'],
  ['so many rejected rows besides (default: 0)', '另外审阅这么多被拒绝的行（默认：0）'],
  ['who reviews (default: reviewer)', '审阅者是谁（默认：reviewer）'],
  ['a picture of each game, taken by Chromium', '每个游戏的一张截图，由 Chromium 拍摄'],
  ['hold decisions of a review against the verdicts (repeatable)', '用审阅的决定对照判定（可重复给出）'],
  ['write one page that needs no server: decisions are downloaded', '写成一个不需要服务器的页面：决定以下载方式保存'],
  [
    'replace what is there: a folder that is not ours, an options file',
    '替换已有的内容：不是本工具建立的文件夹，或选项文件',
  ],
  ['colour of headings and errors: auto (default), always or never', '标题和错误的颜色：auto（默认）、always 或 never'],
  [
    'language of messages: zh, en or auto (default): that of LC_ALL, LC_MESSAGES, LANG',
    '消息的语言：zh、en 或 auto（默认，即 LC_ALL、LC_MESSAGES、LANG 所指的语言）',
  ],
  ['print JSON instead of text', '输出 JSON 而不是文本'],
]
