/** Makes a program family from what it suits and the function that writes its pieces. */
import type { Plan, Seed } from '../../../record.ts'
import type { ProgramFamily } from '../../domain.ts'
import { decorate } from './decor.ts'
import { addMissing } from './extras.ts'
import { Pen } from './pen.ts'
import { chooseLayout, render, type Layout } from './render.ts'
import { symbolsIn } from './symbols.ts'

/** What seeds a family is for. A tag or a word of the task says most, then required APIs, then modules. */
interface Suits {
  readonly tags: readonly string[]
  readonly words: RegExp
  readonly apis?: readonly string[]
  readonly modules?: readonly string[]
}

interface FamilySpec {
  readonly id: string
  readonly suits: Suits
  build(pen: Pen): void
}

/** The first number drawn chooses the style, so a caller can spread it over the versions of one prompt. */
export function defineFamily({ id, suits, build }: FamilySpec): ProgramFamily {
  return {
    id,
    fits: (seed) => fits(seed, suits),
    write(seed, random) {
      const wish = random()
      const pen = new Pen(seed, random, sceneKey(id, random))
      build(pen)
      decorate(pen)
      const layout = chooseLayout(pen, wish)
      addMissing(pen, () => render(pen, layout))
      return planned(pen, layout)
    },
  }
}

/** The program of a pen in a layout, and the plan that tells of it. */
export function planned(pen: Pen, layout: Layout): ReturnType<ProgramFamily['write']> {
  const code = render(pen, layout)
  return { plan: planOf(pen, pen.seed, code), code }
}

function fits(seed: Seed, suits: Suits): number {
  const words = suits.words.test(seed.task.slice(0, 2000)) ? 4 : 0
  const subject = 3 * shared(seed.tags, suits.tags) + words
  return subject + shared(seed.must_use_apis, suits.apis) + 0.5 * shared(seed.modules, suits.modules)
}

function shared(have: readonly string[] | undefined, wanted: readonly string[] | undefined): number {
  return wanted?.filter((item) => have?.includes(item)).length ?? 0
}

/** 'collect-coins' -> CollectCoinsScene, or a name that says nothing, as teachers also write. */
export function sceneKey(id: string, random: () => number): string {
  const names = ['MainScene', 'DemoScene', 'PlayScene', 'GameScene']
  const named = `${id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Scene`
  const choice = Math.floor(random() * 2 * names.length)
  return names[choice] ?? named
}

function planOf(pen: Pen, seed: Seed, code: string): Omit<Plan, 'raw'> {
  const symbols = symbolsIn(code)
  const asked = (seed.must_use_apis ?? []).filter((api) => symbols.has(api))
  const parts = pen.scenes.flatMap((scene) => [...scene.preload, ...scene.create, ...scene.update])
  return {
    requirements: oneLine(seed.task),
    apis: [...new Set([...asked, ...symbols])],
    steps: [...new Set(parts.map(({ step }) => step))],
  }
}

/** A task as one line of a plan: whatever could end the plan or open a fence is taken out. */
function oneLine(task: string): string {
  return task.slice(0, 2000).replace(/`{3,}|[[【]\s{0,9}[/／]?\s{0,9}plan\s{0,9}[\]】]/gi, ' ').replace(/\s+/g, ' ').trim()
}
