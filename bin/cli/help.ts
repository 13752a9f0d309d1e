import { COMMANDS } from './commands/index.ts'

/** The help of the whole: every command with its one line. */
export async function generalHelp(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()))
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`)
  return `Usage: sft-stream [COMMAND] [FILE] [flags]
       cat seeds.jsonl | sft-stream > dataset.jsonl

Turns task prompts into verified fine-tuning data. JSONL in, JSONL out; every stage is a command of its own.

Commands:
${rows.join('\n')}

sft-stream COMMAND --help shows its flags and examples. Flags can also be set as SFT_STREAM_MAX_PER_PROMPT=2 in the
environment, or in sft-stream.config.yaml.
`
}
