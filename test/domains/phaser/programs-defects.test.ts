import t from 'tap'
import { openIndex } from '../../../src/api-index/index-store.ts'
import { apiSource } from '../../../src/domains/phaser/api-source.ts'
import { defects, families } from '../../../src/domains/phaser/programs/index.ts'
import type { Plan, Seed } from '../../../src/record.ts'
import { seededRandom } from '../../../src/stream/random.ts'
import { staticIssues } from '../../helpers/static-issues.ts'

const seed: Seed = { id: 's', difficulty: 'medium', modules: [], task: 'Rotate a red square, catch coins.', lang: 'en' }
const index = await openIndex(apiSource(), t.testdir())

/** The codes of the errors that the static checks find. */
async function errorsOf(code: string, parts: Omit<Plan, 'raw'>): Promise<string[]> {
  const issues = await staticIssues(code, seed, { ...parts, raw: '' }, index)
  return issues.filter(({ severity }) => severity === 'error').map((issue) => issue.code)
}

/** What finds each defect; null: only running the program does. */
const FOUND_BY: Record<string, RegExp | null> = {
  'dropped-brace': /^(?:syntax-error|truncated)$/,
  'invented-member': /^unknown-api$/,
  'phaser2-call': /^unknown-api$/,
  'empty-create': /^no-create$/,
  'no-game': /^no-game$/,
  'throw-in-update': null,
  'undefined-variable': /^no-undef$/,
  'external-asset': /^external-asset$/,
  'endless-loop': null,
  'eval-call': /^dynamic-code$/,
  'constant-assigned': /^no-const-assign$/,
}

t.same(defects.map(({ id }) => id), Object.keys(FOUND_BY), 'the table knows every defect')

for (const { id, plant } of defects) {
  t.test(`${id} is found by the check that is there for it`, async (t) => {
    for (const [variant, family] of ['spin', 'collect-items', 'camera-follow'].entries()) {
      const { code, plan } = families.find((each) => each.id === family)!.write(seed, seededRandom(variant))
      const broken = plant(code, seededRandom(variant))
      t.ok(broken !== undefined && broken !== code, `planted in ${family}`)
      const found = await errorsOf(broken!, plan)
      const expected = FOUND_BY[id]
      if (expected === null) t.same(found, [], family)
      else t.ok(found.some((each) => expected.test(each)), `${family}: ${found.join(', ')}`)
    }
  })
}

t.test('a game is taken away however it is made, and its name stays', async (t) => {
  const noGame = defects.find(({ id }) => id === 'no-game')!
  const table = {
    'new Phaser.Game(config);': '',
    'const game = new Phaser.Game(config);\ngame.scale;': 'const game = {};\ngame.scale;',
    'window.game = new Phaser.Game(config);': 'window.game = {};',
    'new Phaser.Game(config);\nnew Timer();': '\nnew Timer();',
  }
  for (const [code, broken] of Object.entries(table)) t.equal(noGame.plant(code, seededRandom(1)), broken, code)
})

t.test('defects go where the engine calls: not into a method of that name of another class', async (t) => {
  const code = `class Player { update() { this.x = 1 } }
class Main extends Phaser.Scene { update() { this.y = 2 } }`
  const broken = defects.find(({ id }) => id === 'throw-in-update')!.plant(code, seededRandom(1))!
  t.match(broken, /Player \{ update\(\) \{ this/)
  t.match(broken, /Main extends Phaser.Scene \{ update\(\) \{\s+throw/)
})

t.test('what has nothing to break stays whole', async (t) => {
  for (const code of ['', 'const x = 1', 'not ( a program']) {
    for (const { id, plant } of defects) t.equal(plant(code, seededRandom(1)), undefined, `${id} in ${JSON.stringify(code)}`)
  }
})
