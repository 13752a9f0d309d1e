import t from 'tap'
import { balanceLengths } from '../../../src/formats/pairs/balance.ts'
import { matchPrompt, type FailedProgram, type Match, type Program } from '../../../src/formats/pairs/match.ts'
import type { Level } from '../../../src/record.ts'
import { tokenize } from '../../../src/select/tokens.ts'
import { programText } from '../../helpers/programs.ts'

const passed = (id: string, tokens = 1000, code = programText(id)): Program => ({
  id,
  tokens,
  code: tokenize(code).tokens,
})

const failed = (id: string, level: Level = 'L3', tokens = 1000, code = programText(id)): FailedProgram => ({
  ...passed(id, tokens, code),
  level,
})

const ids = (matches: readonly Match[]) => matches.map(({ chosen, rejected }) => `${chosen}>${rejected}`)

t.test('programs that fail late are preferred: their margin is small', async (t) => {
  const bad = [failed('f1', 'L1'), failed('f2', 'L2'), failed('f3', 'L3'), failed('f4', 'L4')]
  const { pairs, unmatched } = matchPrompt([passed('p')], bad)
  t.strictSame(ids(pairs), ['p>f4', 'p>f3'])
  t.strictSame(
    [...unmatched],
    [
      ['f2', 'over-max-per-prompt'],
      ['f1', 'over-max-per-prompt'],
    ],
  )
})

t.test('better still is a program that is the same but for the defect', async (t) => {
  const text = programText('p', 40)
  const twin = failed('twin', 'L2', 1000, text.replace(/\n/, '\nbroken()\n'))
  const { pairs } = matchPrompt([passed('p', 1000, text)], [failed('late', 'L4'), twin])
  t.strictSame(ids(pairs), ['p>twin', 'p>late'])
  t.ok(pairs[0].similarity > 0.9 && pairs[0].similarity < 1, String(pairs[0].similarity))
})

t.test('the same program with other comments makes no pair', async (t) => {
  const text = programText('p')
  const { pairs, unmatched } = matchPrompt([passed('p')], [failed('f', 'L4', 1000, `// fixed\n${text}`)])
  t.strictSame(pairs, [])
  t.strictSame([...unmatched], [['f', 'same-program']])
})

t.test('answers of another length make no pair', async (t) => {
  for (const [tokens, fits] of [
    [740, false],
    [760, true],
    [1330, true],
    [1340, false],
  ] as const) {
    const { pairs, unmatched } = matchPrompt([passed('p')], [failed('f', 'L3', tokens)])
    t.equal(pairs.length, fits ? 1 : 0, String(tokens))
    t.equal(unmatched.get('f'), fits ? undefined : 'length')
  }
})

t.test('of two that failed at one level the nearer in length is taken', async (t) => {
  const { pairs } = matchPrompt(
    [passed('p')],
    [failed('a', 'L3', 800), failed('b', 'L3', 1020), failed('c', 'L3', 900)],
  )
  t.strictSame(ids(pairs), ['p>b', 'p>c'])
})

t.test('another passed program comes before one that is in a pair already', async (t) => {
  const { pairs, couples } = matchPrompt([passed('p', 1000), passed('q', 900)], [failed('f'), failed('g')])
  t.strictSame(ids(pairs), ['p>f', 'q>g'])
  t.strictSame(ids(couples), ids(pairs))
})

t.test('for single answers each program counts once', async (t) => {
  const { pairs, couples } = matchPrompt([passed('p')], [failed('f'), failed('g')])
  t.strictSame(ids(pairs), ['p>f', 'p>g'])
  t.strictSame(ids(couples), ['p>f'])
})

function pair(at: number, chosenTokens: number, rejectedTokens: number): Match {
  return { chosen: `p${at}`, rejected: `f${at}`, chosenTokens, rejectedTokens, level: 'L3', similarity: 0.5 }
}

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length

t.test('the pairs that pull the mean lengths apart go, the strongest first', async (t) => {
  for (const factor of [1.3, 0.8]) {
    const matches = [...Array(40).keys()].map((at) => pair(at, 1000, at < 20 ? 1000 * factor : 1000))
    const { kept, dropped } = balanceLengths(matches)
    const ratio = mean(kept.map((m) => m.rejectedTokens)) / mean(kept.map((m) => m.chosenTokens))
    t.ok(Math.abs(ratio - 1) < 0.0501, `${factor}: ${ratio}`)
    t.ok(dropped.length > 0 && dropped.every(({ rejectedTokens }) => rejectedTokens !== 1000))
    t.equal(kept.length + dropped.length, 40)
    t.strictSame(balanceLengths(matches.toReversed()), { kept, dropped })
  }
})

t.test('pairs of equal mean length all stay, and no pair at all is no fault', async (t) => {
  const matches = [pair(1, 1000, 1200), pair(2, 1000, 800)]
  t.equal(balanceLengths(matches).kept.length, 2)
  t.strictSame(balanceLengths([]), { kept: [], dropped: [] })
})
