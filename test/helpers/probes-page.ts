/** docs/probes.md, made from what the kinds of probes say of themselves. */
import { isOptional, wantedOf } from '../../src/domains/phaser/probes/fields.ts'
import { probeKinds } from '../../src/domains/phaser/probes/kinds/index.ts'

const INTRO = `# Probes

Made from the kinds' own words; \`UPDATE_DOCS=1 npx tap dist/test/docs.test.js\` writes it anew.

A probe is a question that a seed asks of every program written for it, answered by what the run in the engine showed:

    {"id": "walk", "difficulty": "easy", "modules": [], "task": "Move a red square at 240 px/s with WASD",
     "probes": [{"kind": "moves-on-key", "key": "D", "axis": "x", "speed_px_s": 240, "target": {"color": 16711680}}]}

- \`target\` says which objects are meant: \`type\` (as the engine calls it), \`color\` (0xRRGGBB as a number), \`text\` (a part of it),
  \`interactive\`. Without it any object will do.
- \`severity\` is \`error\` (the default: a program that fails the probe fails L4) or \`warning\` (it counts in the quality).
- Speeds may differ by 15 %, or by \`tolerance\` (a share) where it is given. Keys have the names of Phaser's KeyCodes; events those of
  the engine, besides \`key\` for any key, \`rightclick\` and \`doubleclick\`. Texts are looked for letter by letter.
- An answer is \`holds\`, \`fails\` or \`unknown\`. What a run of two seconds cannot tell (a timer of a minute, a drawing that is made
  anew in every frame) is unknown, and never held against a program. Without L3 everything is unknown.

A seed without probes gets those that its \`eval_hints\` stand for, in Chinese or English, with the figures of its task
(\`src/domains/phaser/probes/rules.ts\`). Only rules that real programs were seen to agree with fail a program; the others warn.

| kind | holds when | fields |
|---|---|---|
`

export function probesPage(): string {
  const rows = [...probeKinds.values()].map(({ kind, description, fields }) => {
    const told = Object.entries(fields).map(([name, field]) => {
      return `\`${name}\`${isOptional(field) ? '?' : ''}: ${wantedOf(field).wants}`
    })
    return `| \`${kind}\` | ${description} | ${told.join(', ')} |`
  })
  return INTRO + rows.join('\n') + '\n'
}
