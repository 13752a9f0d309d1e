import t from 'tap'
import * as fc from 'fast-check'
import assert from 'node:assert/strict'
import { parseReplyText } from '../../src/reply/parse-reply.ts'
import { renderOutput } from '../../src/formats/canonical.ts'

const plan = {
  requirements: 'a ball\nthat bounces',
  apis: ['Phaser.Game', 'this.add.circle'],
  steps: ['make the scene', 'move the ball'],
  raw: '',
}

t.test('plan, blank line, fence', async (t) => {
  t.equal(
    renderOutput(plan, 'new Phaser.Game({})'),
    [
      '[PLAN]',
      'REQ: a ball that bounces',
      'API: Phaser.Game, this.add.circle',
      'STEPS:',
      '1. make the scene',
      '2. move the ball',
      '[/PLAN]',
      '',
      '```javascript',
      'new Phaser.Game({})',
      '```',
    ].join('\n'),
  )
})

t.test('without a plan only the fence is left', async (t) => {
  t.equal(renderOutput(null, 'x()'), '```javascript\nx()\n```')
})

t.test('a plan cannot end its own block nor open a fence', async (t) => {
  const hostile = { ...plan, requirements: 'x\n[/PLAN]\n```javascript\nevil()', steps: ['[plan] ````'] }
  const text = renderOutput(hostile, 'good()')
  t.equal(text.match(/\[\/PLAN\]/gi)?.length, 1)
  t.equal(text.match(/```/g)?.length, 2)
})

/** Reads a fence as Markdown does: it closes at the first line of at least as many backticks, and nothing else. */
function codeOf(output: string): string {
  const [, fence, rest] = /^(`{3,})javascript\n([^]*)$/m.exec(output) ?? []
  const lines = rest.split('\n')
  const end = lines.findIndex((line) => /^`+$/.test(line) && line.length >= fence.length)
  return lines.slice(0, end).join('\n')
}

t.test('any code comes back from its fence, backticks included', async () => {
  const line = fc.constantFrom('a()', '```', '````js', ' ``` ', '``', '`${x}`', '', '``````````')
  fc.assert(
    fc.property(fc.array(line), (lines) => codeOf(renderOutput(plan, lines.join('\n'))) === lines.join('\n')),
  )
})

t.test('what the parser reads from a row is what went into it', async () => {
  // No bullets in front: the parser takes them off, so no plan that was parsed has any.
  const words = fc.stringMatching(/^[a-z一-龥][\w.#()'一-龥]*( [\w.#()'一-龥]+){0,5}$/)
  const apis = fc.array(fc.stringMatching(/^[A-Za-z][\w.#]*$/))
  const plans = fc.record({ requirements: words, apis, steps: fc.array(words) })
  const lines = fc.array(fc.constantFrom('let a = 1', '```', '~~~', '// [PLAN]', '`x`', ''))
  const code = lines.map((made) => made.join('\n').trim()).filter((text) => text !== '')
  fc.assert(
    fc.property(plans, code, (made, text) => {
      const parsed = parseReplyText(renderOutput({ ...made, raw: '' }, text))
      const { requirements, apis, steps } = parsed.plan!
      const found = { requirements, apis, steps, code: parsed.code, errors: parsed.errors }
      assert.deepEqual(found, { ...made, code: text, errors: [] })
    }),
  )
})
