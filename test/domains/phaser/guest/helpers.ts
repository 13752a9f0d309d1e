import type { Test } from 'tap'
import type { Observed } from '../../../../src/runtime/observed.ts'
import { probe, supervisor } from '../../../runtime/helpers.ts'

type TrackedObject = Observed['objects'][number]

/** Runs programs of fixtures/runtime/observed on one supervisor, which is closed with the test. */
export async function observer(t: Test): Promise<(name: string) => Promise<Observed>> {
  const runner = await supervisor({ checkTimeout: 30 })
  t.teardown(() => runner.close())
  return async (name) => {
    const { observed, stopped } = await runner.run(probe(`observed/${name}`))
    if (observed === null) throw new Error(`${name} was stopped: ${stopped?.message}`)
    return observed
  }
}

/** The one object of a type (and colour). */
export function objectOf({ objects }: Observed, type: string, color?: number): TrackedObject {
  const found = objects.filter((object) => object.type === type && (color === undefined || object.color === color))
  if (found.length !== 1) throw new Error(`${found.length} objects of type ${type}: ${JSON.stringify(objects)}`)
  return found[0]
}

/** Whether a figure is what it should be, give or take a share. */
export function near(t: Test, value: number | undefined, wanted: number, share: number, name: string): void {
  const gap = Math.abs((value ?? Infinity) - wanted)
  t.ok(gap <= Math.abs(wanted) * share, `${name}: ${value} is about ${wanted}`)
}

/** What an object did when a cause was tried. */
export function reactionsTo({ reactions = [] }: TrackedObject, cause: string): NonNullable<TrackedObject['reactions']> {
  return reactions.filter((reaction) => reaction.cause === cause)
}
