/** What the help tells of the other commands. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const helpTools: Catalogue = [
  ["Builds, searches and shows the engine's API index.", '构建、搜索和显示引擎的 API 索引。'],
  [
    `build prints every symbol as a line of JSON. search ranks symbols for words in English or Chinese. show prints
what an id stands for, inherited members included, and exits 1 when nothing has it.`,
    `build 把每个符号输出为一行 JSON。search 按中文或英文的词给符号排序。show 显示一个 id 所指的内容，包括继承的成
员；找不到时退出码为 1。`,
  ],
  [
    'The stores under --cache: their sizes; the journal of paid replies checked, written anew, or as JSONL.',
    '--cache 下的存储：大小；付费回复日志库的检查、重写或导出为 JSONL。',
  ],
  [
    `ls prints the size of each store. verify reads every reply of the journal and names what is damaged (exit 74).
compact writes the journal anew without what is damaged or there twice. export prints each saved reply as a
line: key, provider, model, request and completion, oldest first. api-index and verdicts may be deleted at any
time: they are made again. The journal is what was paid for.`,
    `ls 显示各存储的大小。verify 读取日志库中的每个回复，并指出损坏之处（退出码 74）。compact 重写日志库，去掉损坏和
重复的内容。export 把每个保存的回复输出为一行：键、提供方、模型、请求和回答，旧的在前。api-index 和 verdicts 可
以随时删除，会重新生成。日志库则是花钱买来的。`,
  ],
  [
    'Preflight: tries out what a run needs, a line each, with what to do where it is missing.',
    '运行前自检：逐项试验运行所需的条件，每项一行，缺什么就说明怎么办。',
  ],
  [
    `ok: it is there · warn: a run goes without it · missing: it does not, and the exit code is 69. Every layer of
the sandbox is tried out by hostile code that it should stop. Under --require-sandbox strict a missing layer
counts too. With --queue it looks at the Redis server and at who serves it.`,
    `ok：具备 · warn：缺少也能运行 · missing：缺少就不能运行，退出码为 69。沙箱的每一层都用它应当拦住的恶意代码来试
验。使用 --require-sandbox strict 时，缺少某一层也算缺失。给出 --queue 时还检查 Redis 服务器，以及由谁为它服务。`,
  ],
  [
    'Prints the JSON Schema of a record: seed, request, reply, candidate, verdict, selected, sample, reject.',
    '输出记录的 JSON Schema：seed、request、reply、candidate、verdict、selected、sample、reject。',
  ],
  [
    'Fields that a schema does not name are allowed and travel on, but for samples.',
    '除 sample 外，模式中没有列出的字段也允许出现，并会一直传递下去。',
  ],
  [
    'show: every option that holds, with its value and where it comes from.',
    'show：列出所有生效的选项、它们的值和来源。',
  ],
  [
    `An option comes from a flag, else the environment (SFT_STREAM_MAX_PER_PROMPT=2), else the file of the folder
(sft-stream.config.yaml or .json, or --config FILE), else the file of the user
(~/.config/sft-stream/config.yaml, or below XDG_CONFIG_HOME), else it is the default. Keys are never printed,
only whether they are set.`,
    `选项依次取自：命令行参数，环境变量（SFT_STREAM_MAX_PER_PROMPT=2），当前文件夹的选项文件
（sft-stream.config.yaml 或 .json，或 --config FILE），用户的选项文件（~/.config/sft-stream/config.yaml，或
在 XDG_CONFIG_HOME 之下），否则为默认值。密钥从不显示，只显示是否已设置。`,
  ],
  [
    'writes an options file: every option with its help and default, commented out.',
    '写出选项文件：列出每个选项及其说明和默认值，全部注释掉。',
  ],
  [
    `FILE is sft-stream.config.yaml by default, which every run in this folder reads; - is stdout. A file that exists
is left alone unless --force. Keys of teachers never stand in it: they come from the environment.`,
    `FILE 默认为 sft-stream.config.yaml，在此文件夹中的每次运行都会读取；- 表示标准输出。已有的文件不会被改动，除非给
出 --force。教师模型的密钥从不写在其中：它们来自环境变量。`,
  ],
  ['prints the completion of a shell, or the man page.', '输出 shell 的补全脚本，或手册页。'],
  [
    `Completion knows commands, the flags of each, the values of flags, files and folders. To have it in every shell:

bash: source <(sft-stream completion bash) in ~/.bashrc

zsh: sft-stream completion zsh > "\${fpath[1]}/_sft-stream", or source <(sft-stream completion zsh) in ~/.zshrc
after compinit

fish: sft-stream completion fish > ~/.config/fish/completions/sft-stream.fish

man: sft-stream completion man > ~/.local/share/man/man1/sft-stream.1`,
    `补全包括命令、各命令的参数、参数的取值、文件和文件夹。要在每个 shell 中使用：

bash：在 ~/.bashrc 中加入 source <(sft-stream completion bash)

zsh：sft-stream completion zsh > "\${fpath[1]}/_sft-stream"，或在 ~/.zshrc 中 compinit 之后加
入 source <(sft-stream completion zsh)

fish：sft-stream completion fish > ~/.config/fish/completions/sft-stream.fish

man：sft-stream completion man > ~/.local/share/man/man1/sft-stream.1`,
  ],
  ['the help of a command, or of the whole.', '显示某个命令或整个程序的帮助。'],
  [
    'The same as sft-stream COMMAND --help. The man page is sft-stream completion man.',
    '等同于 sft-stream COMMAND --help。手册页用 sft-stream completion man 输出。',
  ],
]
