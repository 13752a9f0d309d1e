import t from 'tap'
import { drawSlots } from '../../src/seeds/draw.ts'
import { seededRandom } from '../../src/stream/random.ts'
import { COLORS, family } from './library.ts'

const key = (id: string) => ({ id, value: id, words: [id, id] as const, forms: {} })
const keys = (...ids: string[]) => [{ name: 'key', kind: 'key', options: ids.map(key) }]

t.test('slots of one kind differ over all parts of a task', async (t) => {
  const team = ['one', 'two', 'three'].map((id) => family(id, 'goal'))
  for (let seed = 0; seed < 50; seed++) {
    const parts = drawSlots(team, seededRandom(seed))!
    t.equal(new Set(parts.map(({ slots }) => slots.get('color')!.id)).size, COLORS.length)
  }
})

t.test('a key that one part uses in any case is none that another draws', async (t) => {
  const team = [family('walk', 'mechanic', { keys: ['UP'], slots: [] }), family('toggle', 'feedback', { slots: keys('UP', 'P') })]
  for (let seed = 0; seed < 20; seed++) t.equal(drawSlots(team, seededRandom(seed))?.[1].slots.get('key')?.id, 'P')
})

t.test('combinations that contradict each other are never drawn', async (t) => {
  const fast = family('fast', 'solo', { excludes: [{ color: ['red', 'blue'], speed: [300, 350, 400] }] })
  for (let seed = 0; seed < 100; seed++) {
    const [{ slots }] = drawSlots([fast], seededRandom(seed))!
    t.ok(slots.get('color')!.id === 'orange' || Number(slots.get('speed')!.id) < 300)
  }
})

t.test('where nothing is left to draw, there is no task', async (t) => {
  const team = [family('a', 'mechanic', { slots: keys('P') }), family('b', 'goal', { slots: keys('P') })]
  t.equal(drawSlots(team, seededRandom(1)), undefined)
  const never = family('c', 'solo', { excludes: [{ color: ['red', 'orange', 'blue'] }] })
  t.equal(drawSlots([never], seededRandom(1)), undefined)
})
