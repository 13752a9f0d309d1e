import t from 'tap'
import { RECORDS } from '../../src/record.ts'
import { generate, type Wish } from '../../src/seeds/generate.ts'
import { FAMILIES, family, library } from './library.ts'

const WISH: Wish = { count: 60, seed: 7, languages: ['zh', 'en'], quota: [40, 40, 20], ood: false, leads: [] }
const all = (wish: Partial<Wish> = {}, families = FAMILIES) => [...generate(library(families), { ...WISH, ...wish })]
const recipeOf = (seed: Record<string, unknown>) => seed.recipe as { family: string; slots: Record<string, unknown> }[]

t.test('the same wish gives the same seeds, another seed others', async (t) => {
  t.strictSame(all(), all())
  t.notSame(all({ seed: 8 }).map(({ task }) => task), all().map(({ task }) => task))
})

t.test('every seed is a seed record, with an id of its own', async (t) => {
  for (const seed of all()) t.ok(RECORDS.seed.safeParse(seed).success)
  t.equal(new Set(all().map(({ id }) => id)).size, WISH.count)
  const ids = new Set([...all(), ...all({ seed: 8 }), ...all({ ood: true, count: 5 })].map(({ id }) => id))
  t.equal(ids.size, 125, 'runs of other seeds can be joined')
})

t.test('difficulties have their shares, at every point of the run', async (t) => {
  const seeds = all()
  const count = (difficulty: string, among = seeds) => among.filter((seed) => seed.difficulty === difficulty).length
  t.strictSame(['easy', 'medium', 'hard'].map((each) => count(each)), [24, 24, 12])
  t.strictSame(['easy', 'medium', 'hard'].map((each) => count(each, seeds.slice(0, 10))), [4, 4, 2])
})

t.test('families lead equally many tasks, in each language', async (t) => {
  const leads = all({ quota: [100, 0, 0], count: 16 })
  for (const id of ['spin', 'fade', 'drag', 'zoom']) {
    t.strictSame(leads.filter((seed) => seed.family === id).map(({ lang }) => lang).toSorted(), ['en', 'en', 'zh', 'zh'])
  }
})

t.test('no two seeds are the same task, and a space that is used up ends the run', async (t) => {
  const seeds = all({ quota: [100, 0, 0], count: 500 })
  t.equal(seeds.length, 4 * 3 * 7, 'four families of 21 combinations')
  t.equal(new Set(seeds.map((seed) => JSON.stringify(seed.recipe))).size, seeds.length)
})

t.test('a composition has what its parts need, and speaks of them in order', async (t) => {
  for (const seed of all({ quota: [0, 50, 50] })) {
    const parts = recipeOf(seed).map(({ family: id }) => FAMILIES.find((each) => each.id === id)!)
    const provided = parts.flatMap(({ provides }) => provides)
    t.ok(parts.every(({ needs }) => needs.every((need) => provided.includes(need))))
    t.ok(parts.some(({ id }) => id === seed.family))
    t.ok(['mechanic', 'game'].includes(parts[0].role))
    const places = parts.map(({ id }) => seed.task.indexOf(id))
    t.strictSame(places, places.toSorted((a, b) => a - b))
  }
})

t.test('keys and features keep families apart', async (t) => {
  const families = [
    family('walk', 'mechanic', { provides: ['hero', 'gravity'], keys: ['UP'] }),
    family('fly', 'goal', { needs: ['hero'], avoids: ['gravity'] }),
    family('press', 'feedback', { keys: ['UP'] }),
    family('glow', 'feedback'),
  ]
  const pairs = new Set(all({ quota: [0, 100, 0], count: 20 }, families).map((seed) => recipeOf(seed).map(({ family: id }) => id).join()))
  t.strictSame([...pairs], ['walk,glow'])
})

t.test('probes, hints and signals carry the values of the slots', async (t) => {
  const seeds = all({ quota: [0, 100, 0] }).filter((seed) => recipeOf(seed)[0].family === 'walk')
  t.ok(seeds.length > 0)
  for (const seed of seeds) {
    const speeds = recipeOf(seed).map(({ slots }) => slots.speed)
    const moves = seed.probes!.filter(({ kind }) => kind === 'moves')
    t.strictSame(moves.map(({ speed_px_s }) => speed_px_s), speeds)
    t.ok(seed.probes!.some(({ kind, name }) => kind === 'signal' && name === 'walkSteps'))
    t.equal(seed.constraints!.at(-1), seed.lang === 'zh' ? '状态：walkSteps（步数）' : 'state: walkSteps (steps)')
    t.ok(seed.eval_hints!.every((hint) => !hint.includes('{')))
  }
})

t.test('seeds for evaluation share neither held-out families nor combinations with ordinary ones', async (t) => {
  const pairsOf = (seeds: readonly Record<string, unknown>[]) =>
    new Set(seeds.flatMap((seed) => {
      const ids = recipeOf(seed).map(({ family: id }) => id).toSorted()
      return ids.length === 1 ? ids : ids.flatMap((a, at) => ids.slice(at + 1).map((b) => `${a}+${b}`))
    }))
  const ordinary = all({ count: 400, quota: [10, 60, 30] })
  const held = all({ count: 60, ood: true })
  t.ok(held.length > 20)
  t.notOk(ordinary.some(({ family: id }) => id === 'secret'))
  const seen = pairsOf(ordinary)
  for (const seed of held) t.ok([...pairsOf([seed])].some((pair) => !seen.has(pair)), JSON.stringify(recipeOf(seed).map(({ family: id }) => id)))
})

t.test('only the families that are asked for lead', async (t) => {
  t.strictSame([...new Set(all({ leads: ['race', 'spin'] }).map((seed) => seed.family))].toSorted(), ['race', 'spin'])
})

t.test('frames stand around any task, after it, and lead none', async (t) => {
  const frame = family('border', 'frame', { difficulties: ['easy', 'medium', 'hard'], provides: ['rim'], avoids: ['rim'] })
  const seeds = all({ count: 60 }, [...FAMILIES, frame])
  const framed = seeds.filter((seed) => recipeOf(seed).some(({ family: id }) => id === 'border'))
  t.ok(framed.length > 20 && framed.length < 60, `${framed.length} have one`)
  for (const seed of framed) t.equal(recipeOf(seed).at(-1)?.family, 'border')
  t.notOk(seeds.some((seed) => seed.family === 'border' || recipeOf(seed).filter(({ family: id }) => id === 'border').length > 1))
})

t.test('another frame makes no other task', async (t) => {
  const frames = ['border', 'title'].map((id) => family(id, 'frame', { difficulties: ['easy', 'medium', 'hard'] }))
  const seeds = all({ quota: [100, 0, 0], count: 500, leads: ['spin'] }, [...FAMILIES, ...frames])
  const tasks = seeds.map((seed) => JSON.stringify(recipeOf(seed)[0]))
  t.equal(new Set(tasks).size, seeds.length)
})
