/** What the help tells of the commands that are stages. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const helpStages: Catalogue = [
  ['seeds → samples: the whole pipeline. The default command.', '种子 → 样本：完整流水线，也是默认命令。'],
  [
    `The same as: requests | teach | parse | validate | select | split. Rows go to stdout, or with --out into a
folder that LLaMA-Factory trains on as it is. Interrupted runs go on where they stopped: paid replies and
verdicts are kept. With --repair, programs that fail go back to the teacher with what was wrong; with
--until-covered, seeds of which nothing passed are given further versions, hard ones first. With --shard I/N it
takes a part of the seeds and prints their verdicts, for a final pass over all parts: cat verdicts-*.jsonl |
sft-stream select | sft-stream split --out DIR.`,
    `等同于：requests | teach | parse | validate | select | split。数据行写到标准输出；给出 --out 时写成一
个 LLaMA-Factory 可以直接训练的文件夹。中断的运行会从停下的地方继续：已付费的回复和已有的判定都会保留。给
出 --repair 时，未通过的程序会连同错误说明交回教师模型修改；给出 --until-covered 时，还没有程序通过的种子会得到
更多版本，难的优先。给出 --shard I/N 时只处理一部分种子并输出其判定，最后对各部分一起做最后一遍处
理：cat verdicts-*.jsonl | sft-stream select | sft-stream split --out DIR。`,
  ],
  [
    'makes task prompts with probes that a correct program satisfies; check lints a file of them.',
    '生成任务提示词，并附上正确程序应满足的探针；check 检查种子文件。',
  ],
  [
    `Tasks come from families with slots (numbers, colours, shapes, keys, texts), each phrased in several ways; tasks
above easy put families together: a mechanic, a goal, a feedback. No two seeds of a run are the same task, and
the same --count and --seed give the same seeds. --ood makes seeds for evaluation: of families and combinations
that no run without it ever gives. --stats prints what the seeds cover and how much they differ, instead of the
seeds; with a FILE of seeds, of those.

check reads a file of seeds and tells what is wrong, file:line: message: fields that are missing or of the wrong
type or mistyped, ids and tasks that came before, must-use APIs that the engine does not have, probes that
cannot be read, and modules that nobody knows. Exit 1 when there are errors; warnings alone are none.`,
    `任务来自带槽位（数值、颜色、形状、按键、文字）的模板族，每个模板有多种表述；难度高于 easy 的任务由几个族组合而
成：一个机制、一个目标、一个反馈。同一次运行中没有两个种子是同一个任务；--count 和 --seed 相同，种子就相
同。--ood 生成用于评测的种子：它们的族和组合不会出现在不带它的任何运行中。--stats 不输出种子，而是输出种子覆盖了
什么、彼此差异多大；给出种子文件 FILE 时，统计该文件。

check 读取种子文件，并以“文件:行: 说明”的形式指出问题：字段缺失、类型不对或拼错，id 或任务重复，引擎中不存在的必
用 API，无法识别的探针，未知的模块。有错误时退出码为 1；只有警告不算错误。`,
  ],
  [
    'seeds → requests: the prompts for the teacher, with API context.',
    '种子 → 请求：给教师模型的提示词，附 API 上下文。',
  ],
  [
    `Each seed gives --versions requests with the ids distill_<seed id>_v1, _v2, …; the API context is searched in
the engine's own declarations. The same seeds give the same bytes. The system prompt warns of the mistakes that
programs fail by most often: our own list, or with --pitfalls that of a run of yours. With --context-in user all
seeds of a language have the same system prompt. What the prompts take in tokens is said on stderr at the end.
Seeds whose prompt is like one in --exclude FILE give no requests; --rejects says what each is like.`,
    `每个种子生成 --versions 个请求，id 为 distill_<种子 id>_v1、_v2 ……；API 上下文从引擎自己的类型声明中检索。相同的
种子得到逐字节相同的结果。系统提示词会提醒程序最常犯的错误：默认用内置清单，给出 --pitfalls 时用您某次运行得出的
清单。使用 --context-in user 时，同一语言的所有种子共用同一个系统提示词。提示词占用的 token 数在结束时写到标准错
误。提示词与 --exclude FILE 中某条相似的种子不生成请求；--rejects 会说明与哪一条相似。`,
  ],
  [
    'requests → replies: asks the teacher, or answers from the journal.',
    '请求 → 回复：询问教师模型，或从日志库中取回答。',
  ],
  [
    `Without --teacher the mock answers: real programs, made up in this process, for trying things out. Keys come
from the environment only: OPENAI_API_KEY or ANTHROPIC_API_KEY; OPENAI_BASE_URL and ANTHROPIC_BASE_URL name
other servers. Every paid reply is in the journal below --cache before it is used; a second run asks for none of
them again. --dry-run says what the requests would cost, and asks nothing. --batch takes the batch API: half the
price, up to 24 hours; when it is interrupted, the same command goes on with the open batches.`,
    `不给 --teacher 时由模拟教师（mock）回答：它在本进程内编写真实可运行的程序，供试用。密钥只从环境变量读
取：OPENAI_API_KEY 或 ANTHROPIC_API_KEY；OPENAI_BASE_URL 和 ANTHROPIC_BASE_URL 可指定其他服务器。每个付费回复在
使用前都先写入 --cache 下的日志库；再次运行不会重复询问。--dry-run 只报告这些请求的费用，不发出任何请
求。--batch 使用批处理 API：价格减半，最长 24 小时；中断后，同一条命令会接着处理未完成的批次。`,
  ],
  ['replies → candidates: takes plan and code out of the text.', '回复 → 候选：从文本中取出计划和代码。'],
  [
    `Tolerant in form (case, full-width colons, plan as fence or JSON, text around) and strict in substance: a cut
reply or an unclosed fence is an error, never a guess. What was tolerated stands in parse_warnings. No row is
dropped.`,
    `形式上宽容（大小写、全角冒号、用代码块或 JSON 写的计划、前后多余的文字），实质上严格：被截断的回复或未闭合的代码
块算错误，绝不猜测。所容忍的问题记录在 parse_warnings 中。不会丢弃任何行。`,
  ],
  [
    'candidates → verdicts: checks every program at four levels, drops none.',
    '候选 → 判定：对每个程序做四级检查，不丢弃任何行。',
  ],
  [
    `L1 syntax, lint, safety · L2 API truth · L3 a real run in the engine · L4 function. A later level runs only if
the earlier ones passed, unless --all-levels. A level that did not run is null, never passed.
.validation.observed is a summary of what L3 saw; with --observations it is everything: a timeline of the
objects on the screen, how fast they move and turn, what they do when a key or button is pressed, tweens,
timers, physics, cameras, and the values that the program keeps. --runtime browser runs L3 in a real Chromium
instead (needs playwright-core and Chromium): for spot checks. --queue lets workers on other machines do it
(sft-stream worker): the verdicts are the same.`,
    `L1 语法、lint、安全 · L2 API 真实性 · L3 在引擎中实际运行 · L4 功能。前面的级别通过后才运行后面的级别，除非给
出 --all-levels。没有运行的级别是 null，不算通过。.validation.observed 是 L3 所见的摘要；给出 --observations 时
则是全部：画面上各对象的时间线、移动和转动的速度、按下按键或按钮时的反应、补间、计时器、物理、摄像机，以及程序所
保存的值。--runtime browser 改在真正的 Chromium 中运行 L3（需要 playwright-core 和 Chromium），用于抽
查。--queue 让其他机器上的工作进程（sft-stream worker）来做：判定相同。`,
  ],
  [
    'serves parse and validate from a queue, for runs with --queue on other machines.',
    '为队列提供 parse 和 validate 服务，供其他机器上使用 --queue 的运行调用。',
  ],
  [
    `Runs until it is told to end: SIGTERM and Ctrl-C let it finish what it is at, a second one stops it at once.
What a worker was at when it was killed is taken over by another. A worker serves runs of its own version only.
The server is any Redis 6.2 or newer, with appendonly yes and maxmemory-policy noeviction; rediss:// for TLS.
Its password stands in the URL, which other users of this machine can see, or in SFT_STREAM_QUEUE or
SFT_STREAM_QUEUE_PASSWORD. Programs of runs are run here, in the sandbox that doctor tells of.`,
    `一直运行，直到让它结束：收到 SIGTERM 或 Ctrl-C 时做完手头的工作，第二次则立即停止。工作进程被强制结束时，它手头
的工作由其他工作进程接手。工作进程只为相同版本的运行服务。服务器可以是任何 Redis 6.2 或更新版本，设置
为 appendonly yes 和 maxmemory-policy noeviction；使用 TLS 时写 rediss://。其密码写在 URL 中（本机其他用户看得
到），或放在 SFT_STREAM_QUEUE 或 SFT_STREAM_QUEUE_PASSWORD 中。各运行的程序在本机执行，置于 doctor 所说的沙箱
中。`,
  ],
]
