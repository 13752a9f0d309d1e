/** What the help tells of the commands that judge, choose and look at data. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const helpDataset: Catalogue = [
  [
    'failed verdicts → requests for another turn, with what was wrong.',
    '未通过的判定 → 再来一轮的请求，附上错误所在。',
  ],
  [
    `Each verdict that did not pass gives one request: the conversation so far, the program, and its errors with line
and suggestion. Ids end in _r1, _r2, …; what has had --repair turns is dropped. Pipe the requests through teach,
parse and validate, and select from both files of verdicts together.`,
    `每个未通过的判定生成一个请求：此前的对话、程序，以及带行号和建议的错误。id 以 _r1、_r2 …… 结尾；已修
复 --repair 轮的会被丢弃。请让这些请求再经过 teach、parse 和 validate，然后用 select 从两个判定文件中一起选择。`,
  ],
  [
    'report.json → report.html; with --pitfalls what programs fail by most often, and how to avoid it.',
    'report.json → report.html；给出 --pitfalls 时列出程序最常犯的错误及避免办法。',
  ],
  [
    `Reads report.json of a dataset folder, or the file that --report wrote, and prints the page: one file that needs
no network, with charts, their numbers as tables, and an example of each mistake. Of a folder it has samples
too: up to 500 rows to search and sort, with their verdicts, and the games of --games N of them, drawn over
difficulties and modules by --seed. A game runs in a sandboxed frame; the engine is in the page once, 1.2 MB,
and not at all with --games 0.

With --pitfalls it prints JSON instead: each mistake with its level and code, the number and share of programs
that failed by it, the names that it was made with most often, and the advice that a teacher is given, in
Chinese and English; most frequent first. Only the first level that a program failed counts. FILE may also hold
verdicts, a line each, or be - for stdin. requests, repair and run take what it prints as --pitfalls FILE and
warn the teacher of its first eight.

With --calibrate it holds decisions of a review against verdicts: how many rows that passed people reject, and
why, how many that a level or code rejects they would keep, each with its 95 % interval, and what to change
where that is too often (10 % and 5 %).`,
    `读取数据集文件夹中的 report.json，或 --report 写出的文件，输出报告页：一个不需要网络的单文件，含图表、对应的数据
表，以及每种错误的一个例子。对于文件夹，还附有样本：最多 500 行，可搜索和排序，并附判定；其中 --games N 个游戏可
以直接玩，按 --seed 在各难度和模块中抽取。游戏在沙箱框架中运行；引擎在页面中只存一份，1.2 MB，--games 0 时不附
带。

给出 --pitfalls 时改为输出 JSON：每种错误的级别和代码、因此失败的程序数及占比、最常出错的名称，以及给教师模型的
中英文建议，按频率从高到低排列。只计程序未通过的第一个级别。FILE 也可以是判定文件（每行一个），或用 - 表示标准输
入。requests、repair 和 run 可用 --pitfalls FILE 读取这份输出，提醒教师模型注意其中的前八条。

给出 --calibrate 时用审阅的决定对照判定：通过的行中有多少被人否决、为什么，被某一级别或代码拒绝的行中有多少是人
愿意保留的，各附 95 % 区间；比例过高时（分别为 10 % 和 5 %）说明该改什么。`,
  ],
  [
    'a page on which people judge a sample of rows beside their playing games.',
    '打开一个页面，由人来评审抽取的样本，旁边就是运行中的游戏。',
  ],
  [
    `Draws rows of a dataset folder, or of a file of verdicts, by --seed: a share of each difficulty and module, and
of a file --rejected ones as well. It prints the address of a page that only this machine reaches, which shows
task, plan, code and verdict of a row beside its game; keys answer four questions and keep or reject the row.
Each decision is appended to --decisions at once (by default DIR.decisions.jsonl, beside the folder), which
select and run take as it is, and report --calibrate as well; the same command goes on from there. Two
reviewers, each with a --reviewer name of their own, judge the same rows and see nothing of each other; when
both have, it prints how far they agree (Cohen's kappa). With --out the page is a file that needs no server and
downloads its decisions.`,
    `按 --seed 从数据集文件夹或判定文件中抽取行：每个难度和模块各取一定比例；对判定文件，还可另取 --rejected 个被拒绝
的行。命令会输出一个只有本机能访问的页面地址，页面上任务、计划、代码和判定与游戏并列；用按键回答四个问题，并决定
保留或拒绝。每个决定立即追加到 --decisions（默认是文件夹旁
的 DIR.decisions.jsonl），select、run 和 report --calibrate 都可直接读取；同一条命令会接着上次继续。两位审阅者各
用自己的 --reviewer 名称，评审同样的行，互相看不到对方的决定；两人都完成后输出一致程度（Cohen's kappa）。给
出 --out 时页面是一个不需要服务器的文件，决定以下载方式保存。`,
  ],
  [
    'what a resumed run would do and cost; asks nothing, runs nothing.',
    '继续运行会做什么、花多少钱；不询问，也不运行。',
  ],
  [
    `Give it the seeds and flags of the run. It reads the journal of replies and the verdicts that are known: seeds
of which a program passed, replies that are still to be judged, requests that would be asked next (repairs and
further versions included) and their cost. When enough replies were judged, it tells what the whole input takes
at these rates, by difficulty; with --max-items N the first N seeds are the pilot. The same as run --dry-run.`,
    `请给出那次运行的种子和参数。它读取回复日志库和已知的判定：已有程序通过的种子、尚待判定的回复、接下来要询问的请求
（包括修复和更多版本）及其费用。判定过的回复足够多时，会按难度推算全部输入所需；给出 --max-items N 时，以前 N 个
种子作试点。等同于 run --dry-run。`,
  ],
  [
    'a clone of example programs → verdicts, with licence, commit and path.',
    '示例程序的克隆仓库 → 判定，附许可证、提交和路径。',
  ],
  [
    `DIR is a clone in the layout of phaserjs/examples, or any folder of programs and scenes as single files, pages,
ES modules or TypeScript. What a program imports from the clone goes into it; images, sheets, atlases, bitmap
fonts and sounds become code that makes them under the same keys (assets: generated). The task is told in
Chinese or English from title, folder, comments, API and run. A file without a permissive licence (its own
header, or the nearest LICENSE, README or package.json above it) is skipped; --rejects says why each one was. No
link is followed, and git is not run.`,
    `DIR 是按 phaserjs/examples 布局的克隆仓库，或任何存放程序和场景的文件夹：单个文件、网页、ES 模块或 TypeScript 均
可。程序从仓库中导入的内容会并入程序；图片、精灵表、图集、位图字体和声音会换成以相同键名生成它们的代码
（assets: generated）。任务由标题、文件夹、注释、API 和运行结果得出，用中文或英文写成。没有宽松许可证的文件会跳
过（看文件头，或上层最近的 LICENSE、README 或 package.json）；--rejects 会说明每个文件的原因。不跟随链接，也不运
行 git。`,
  ],
  [
    'verdicts → selected: the best and most diverse programs, without near-duplicates.',
    '判定 → 入选：选出最好且最多样的程序，不含近似重复。',
  ],
  [
    `Reads all rows, then chooses: required levels, near-duplicates, rows per prompt, API coverage, quality, quota.
What is like --exclude FILE is left out before. Every row that is not chosen has its reason in --rejects. With
--decisions FILE, lines of {"id", "decision": "keep" | "reject", "note"?}, rejected rows stay out; kept ones
come before all others, but must have passed the levels too, and the rules on duplicates, rows per prompt and
quota hold for them.`,
    `先读入所有行，再作选择：要求通过的级别、去重、每个提示词的行数、API 覆盖、质量、配额。与 --exclude FILE 相似的行
先行排除。未入选的每一行都在 --rejects 中写明原因。给出 --decisions FILE（每行形
如 {"id", "decision": "keep" | "reject", "note"?}）时，被否决的行不入选；被保留的行优先于其他行，但同样必须通过
各级别，并遵守去重、每提示词行数和配额的规则。`,
  ],
  [
    'selected → samples: train, val and test without leakage, as rows or as a dataset folder.',
    '入选 → 样本：划分出互不泄漏的 train、val 和 test，输出数据行或数据集文件夹。',
  ],
  [
    `Rows of one prompt or template never part; near-duplicates across the sets are purged. With --out the folder
holds what LLaMA-Factory reads: cd DIR && llamafactory-cli train sft.yaml. With --repair-keep it also has the
repairs of the train split: repairs.jsonl (whole conversations) and repair_pairs.jsonl (failed against passed).
With --pairs it has dpo.jsonl and kto.jsonl: programs of the train split against failed ones of the same prompt,
of the verdicts that --verdicts names. --exclude names what you evaluate with: lines of JSON (a prompt, a
program or both, in any shape of rows), a JSON array, Parquet, or plain text, a prompt a line. Rows with the
same prompt or template, a prompt or program too like one of them, are dropped as "excluded"; --rejects says
what each is like.`,
    `同一提示词或模板的行不会分开；跨集合的近似重复会被清除。给出 --out 时，文件夹中是 LLaMA-Factory 所读的文
件：cd DIR && llamafactory-cli train sft.yaml。给出 --repair-keep 时还包括 train 中的修复：repairs.jsonl（完整对
话）和 repair_pairs.jsonl（失败对通过）。给出 --pairs 时还有 dpo.jsonl 和 kto.jsonl：train 中的程序对同一提示词
下失败的程序，后者取自 --verdicts 指定的判定。--exclude 指定您用来评测的内容：每行一个 JSON（提示词、程序或两
者，任何行格式）、JSON 数组、Parquet，或每行一个提示词的纯文本。提示词或模板相同，或者提示词或程序与之过于相似的
行，以 "excluded" 为由丢弃；--rejects 会说明与哪一条相似。`,
  ],
  [
    'audits any train/val/test folder: same prompts, templates and near-duplicate programs across its splits.',
    '审计任意 train/val/test 文件夹：各划分之间相同的提示词、模板和近似重复的程序。',
  ],
  [
    `DIR holds the splits as files (train, val, validation, dev, eval, test anywhere in the name) of JSON lines, a
JSON array or Parquet; the rows are alpaca, sharegpt, openai or trl, ours or somebody else's. Counted are the
held-out rows that are like a row of an earlier split: val against train, test against train and val. Lines that
stand in a tenth of the prompts are their frame and do not count for templates and likeness. Programs are
near-duplicates as for split: token 5-grams, also with other names, or token LCS. Rows that cannot be read are
counted; the exit code is 0 whatever is found.`,
    `DIR 中各划分为单独的文件（文件名中含 train、val、validation、dev、eval 或 test），格式为 JSON 行、JSON 数组
或 Parquet；行为 alpaca、sharegpt、openai 或 trl 格式，是否由本工具生成均可。统计的是留出集中与前面划分的行相似
的行：val 对照 train，test 对照 train 和 val。在十分之一以上的提示词中都出现的行视为框架文字，不计入模板和相似
度。程序近似重复的标准与 split 相同：token 5-gram（也比较改名之后的），或 token LCS。无法读取的行会计数；无论发
现什么，退出码都是 0。`,
  ],
  [
    'compares two datasets: rows of one only, rows that moved or changed, counts and tokens.',
    '比较两个数据集：只在一边出现的行、移动或改变的行、行数和 token 数。',
  ],
  [
    `Both are folders of splits, in any form that leakage reads. Rows are paired by metadata.id, what is left by
their programs. Told are the rows of one dataset only, those in another split, with another quality score,
prompt or program, and the rows by split, difficulty, module and source, and the tokens of each. The text names
some rows of each kind, --json all. The exit code is 0, whatever differs.`,
    `两者都是存放各划分的文件夹，leakage 能读的格式均可。行按 metadata.id 配对，其余按程序配对。报告只在一个数据集中
的行，划分、质量分、提示词或程序不同的行，以及两边按划分、难度、模块和来源统计的行数和 token 数。文本输出每类列
出若干行，--json 列出全部。无论有何差异，退出码都是 0。`,
  ],
  [
    "a row's way from seed to split, with hashes, versions and decisions, and the command that replays it.",
    '一行数据从种子到划分的来历，含哈希、版本和决定，以及重放它的命令。',
  ],
  [
    `DIR is a dataset folder. ID is the id of a row, or how it begins: of several, what became of each is told in a
line. Of an id that is not in the dataset it tells which stage dropped it, and why. The command that it names
prints the verdict anew, from the reply in the journal below --cache (or that the mock writes again), without
asking a teacher; where the reply is not at hand, from the row. --replay prints that reply or program as a
record for the next stage.`,
    `DIR 是数据集文件夹。ID 是行的 id 或其开头：匹配多个时，每个的去向用一行说明。id 不在数据集中时，说明它在哪个阶
段、因何丢弃。给出的命令会根据 --cache 下日志库中的回复（或由 mock 重新写出的回复）重新输出判定，不询问教师模
型；找不到回复时则根据数据行。--replay 把该回复或程序输出为下一阶段可读的记录。`,
  ],
  [
    "a dataset's files against its manifest, and its rows judged again: reports every verdict that changed.",
    '用清单核对数据集的文件，并重新判定各行：报告每个改变了的判定。',
  ],
  [
    `Rows of any format are taken apart and judged anew, without the cache of verdicts, at the levels, frames,
runtime and time that their lineage tells; all of them, or --sample N. It reports files and rows that were
changed since, verdicts that are other today, and versions (validator, engine, API index) that differ. Exit 1
when a file, row or verdict is not what the dataset says; another version alone is no fault.`,
    `任何格式的行都会被拆开并重新判定，不用判定缓存，级别、帧数、运行环境和时限取自其来历记录；可判定全部，
或 --sample N 行。报告此后被改动的文件和行、如今不同的判定，以及不同的版本（校验器、引擎、API 索引）。文件、行或
判定与数据集的说法不符时退出码为 1；仅版本不同不算错误。`,
  ],
]
