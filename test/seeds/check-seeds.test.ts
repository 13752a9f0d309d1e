import t from 'tap'
import { openIndex } from '../../src/api-index/index-store.ts'
import { nearestSymbols } from '../../src/api-index/nearest-symbols.ts'
import { domain } from '../../src/domains/registry.ts'
import { SeedChecker } from '../../src/seeds/check-seeds.ts'
import { generate } from '../../src/seeds/generate.ts'

const index = await openIndex(await domain().api(), t.testdir({}))
const terms = await domain().seedTerms()

const good = { id: 's1', difficulty: 'easy', modules: ['Scene', 'GameObjects'], task: 'Rotate a red circle.' }

/** 'code suggestion' of what is told of the last of these lines. */
function told(...lines: (object | string)[]): string[] {
  const checker = new SeedChecker(terms, index)
  const all = lines.map((line, at) => checker.check(typeof line === 'string' ? line : JSON.stringify(line), at + 1))
  return all.at(-1)!.map(({ code, suggestion }) => [code, suggestion].filter((part) => part !== undefined).join(' '))
}

t.test('what is wrong with a seed is told, with what was meant', async (t) => {
  const cases: [name: string, seed: object | string, told: string[]][] = [
    ['nothing', good, []],
    ['no JSON', '{', ['invalid-json']],
    ['no object', '[]', ['not-an-object']],
    ['two fields at once', { ...good, difficulty: 'eazy', task: undefined }, ['invalid-record', 'invalid-record']],
    ['an API by its id', { ...good, must_use_apis: ['Phaser.GameObjects.Graphics'] }, []],
    ['an API as people write it', { ...good, must_use_apis: ['this.add.graphics'] }, []],
    [
      'a class that there is not',
      { ...good, must_use_apis: ['Phaser.GameObjects.Grafics'] },
      ['unknown-api Phaser.GameObjects.Graphics'],
    ],
    [
      'a namespace that there is not',
      { ...good, must_use_apis: ['Phaser.GameObject.Grafics'] },
      ['unknown-api Phaser.GameObjects.Graphics'],
    ],
    [
      'a method that there is not',
      { ...good, must_use_apis: ['Phaser.GameObjects.Graphics#fillStile'] },
      ['unknown-api Phaser.GameObjects.Graphics#fillStyle'],
    ],
    ['a kind of probe that there is not', { ...good, probes: [{ kind: 'rotate' }] }, ['unknown-probe rotates']],
    ['a probe with a field too many', { ...good, probes: [{ kind: 'rotates', speed: 3 }] }, ['invalid-probe']],
    ['a module that nobody knows', { ...good, modules: ['GameObject'] }, ['unknown-module GameObjects']],
    ['a mistyped field', { ...good, must_use_api: [] }, ['unknown-field must_use_apis']],
    ['a field of the user', { ...good, author: 'me' }, []],
  ]
  for (const [name, seed, expected] of cases) t.strictSame(told(seed), expected, name)
})

t.test('an id or a task that came before is told, with the line where', async (t) => {
  t.strictSame(told(good, { ...good, task: 'Another.' }), ['duplicate-id'])
  t.strictSame(told(good, { ...good, id: 's2', task: 'Rotate  a red\ncircle. ' }), ['duplicate-task'])
  const checker = new SeedChecker(terms, index)
  checker.check(JSON.stringify(good), 4)
  const [id, task] = checker.check(JSON.stringify(good), 9)
  t.match(id, { line: 9, severity: 'error', message: 'id: s1 is that of line 4' })
  t.match(task, { line: 9, severity: 'warning', message: 'task: the same as in line 4' })
})

t.test('nothing is told of generated seeds', async (t) => {
  const library = await domain().seeds()
  const checker = new SeedChecker(terms, index)
  const seeds = [
    ...generate(library, { count: 300, seed: 11, languages: ['zh', 'en'], quota: [40, 40, 20], ood: false, leads: [] }),
  ]
  t.strictSame(
    seeds.flatMap((seed, at) => checker.check(JSON.stringify(seed), at + 1)),
    [],
  )
})

t.test('the symbols nearest to an id are those of its owner, or those of its name', async (t) => {
  t.equal(nearestSymbols(index, 'Phaser.Math.Betwen', 1)[0], 'Phaser.Math.Between')
  t.ok(nearestSymbols(index, 'Phaser.Sprites.Sprite', 3).includes('Phaser.GameObjects.Sprite'))
  t.strictSame(nearestSymbols(index, 'NothingLikeThat', 3), [])
})
