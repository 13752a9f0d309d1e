/** What the help tells of the whole command line, beside its commands and flags. */
import { EXIT } from '../../../src/errors.ts'
import type { Row } from './layout.ts'

export const ABOUT =
  'Turns task prompts into verified fine-tuning data. JSONL in, JSONL out; every stage is a command of its own. ' +
  'Without a command it is run. Without a FILE, or with -, it reads stdin.'

export const OPTIONS =
  'An option is what its flag says, else the environment (SFT_STREAM_MAX_PER_PROMPT=2), else the options file of the ' +
  'folder, else that of the user, else its default. sft-stream config show tells each with its origin; sft-stream init ' +
  'writes an options file with all of them.'

export const EXAMPLES = [
  'cat seeds.jsonl | sft-stream > dataset.jsonl',
  'sft-stream seeds --count 100 | sft-stream --out dataset',
  'sft-stream validate < candidates.jsonl > verdicts.jsonl',
  'sft-stream help split',
]

export const ENVIRONMENT: readonly Row[] = [
  ['SFT_STREAM_*', 'options, by the names of their flags'],
  ['OPENAI_API_KEY, ANTHROPIC_API_KEY', 'keys of the teachers; they stand in no file and no flag'],
  ['OPENAI_BASE_URL, ANTHROPIC_BASE_URL', 'other servers of the same API'],
  ['NO_COLOR', 'no colour, whatever its value'],
  ['LC_ALL, LC_MESSAGES, LANG', 'the language of messages, unless --lang says otherwise'],
  ['XDG_CONFIG_HOME', "where the user's options file is, in place of ~/.config"],
]

export const FILES: readonly Row[] = [
  ['sft-stream.config.yaml', 'options of the folder (or .json)'],
  ['~/.config/sft-stream/config.yaml', 'options of the user'],
  ['.sft-stream/', 'the stores: API index, verdicts, journal of paid replies'],
]

const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done',
  negative: 'nothing survived, or a split, target or gate was missed',
  usage: 'a flag, value or command that does not exist',
  badInput: 'bad input under --on-error fail',
  authentication: 'the provider refused the key',
  teacher: 'the teacher gave up, or the budget was reached',
  noInput: 'an input cannot be opened',
  missingComponent: 'a required component is missing',
  internal: 'a fault of sft-stream',
  io: 'reading or writing failed',
  journalInUse: 'another run writes to the journal',
  interrupted: 'stopped by Ctrl-C',
  terminated: 'stopped by SIGTERM',
}

export const EXIT_CODES: readonly Row[] = (Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => [
  String(EXIT[name]),
  EXIT_MEANINGS[name],
])
