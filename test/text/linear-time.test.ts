/** What reads text of others with regular expressions, given a megabyte made for them: a quadratic one would not end. */
import t from 'tap'
import { programIn } from '../../src/audit/read-row.ts'
import { probesOf } from '../../src/domains/phaser/probes/rules.ts'
import { licenceOfReadme } from '../../src/official/clone/licence.ts'
import { scriptsOf } from '../../src/official/clone/page.ts'
import { parseReply } from '../../src/reply/parse-reply.ts'
import { estimateTokens } from '../../src/formats/tokens.ts'
import { printable } from '../../src/text/printable.ts'

const LENGTH = 1 << 20

const PATTERNS = [
  '以1 ', '速度 ', 'speed ', '从', '按键时', ' ', '\n', ' \n', '`', '```\n', '~~~\n', '```javascript\n', '[PLAN]\n', '[/PLAN]', 'API: a\n', 'STEPS:\n', '- ', '{"a":', '"', '#\n',
  '<script', '<script>', '<!--', '</script>', '/*', 'a', '0', 'aA', '红', 'License\n', '\u001b[',
]

const asked = { id: 'a', prompt_id: 'a', version: 1, prompt_meta: { id: 'a', difficulty: 'easy' as const, modules: [], task: 'x' } }

const READERS: Record<string, (text: string) => unknown> = {
  'a reply': (text) => parseReply({ ...asked, raw_output: text }),
  'a plan': (text) => parseReply({ ...asked, raw_output: `[PLAN]\n${text}\n[/PLAN]\n\`\`\`javascript\nx\n\`\`\`` }),
  'an answer of a dataset': programIn,
  'tokens': estimateTokens,
  'a web page of a clone': (text) => scriptsOf(text, 'engine'),
  'a README of a clone': licenceOfReadme,
  'what is printed': printable,
  'a task and its hint': (text) => probesOf({ id: 'a', difficulty: 'easy', modules: [], task: text, eval_hints: [text] }),
}

for (const [name, read] of Object.entries(READERS)) {
  t.test(`${name}: a megabyte of any pattern is read to its end`, async (t) => {
    for (const pattern of PATTERNS) read(pattern.repeat(LENGTH / pattern.length))
    t.pass('all of them')
  })
}
