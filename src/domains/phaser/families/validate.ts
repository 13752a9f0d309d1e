/** What the form of a family file cannot say: names that stand for something must stand for something. */
import { fillSlots } from '../../fill-slots.ts'
import type { SeedFamily } from '../../seed-library.ts'
import { faultOf } from '../probes/ask.ts'
import { probeKinds } from '../probes/kinds/index.ts'
import type { PhaserFamily } from './load.ts'

/** `{name}` or `{name.form}` of a text; `$name` and `$$name` of a probe or a program. */
const IN_TEXT = /\{(\w+)(?:\.(\w+))?\}/g

/** All faults of a family, in words; none for a sound one. */
export function faultsOf(family: PhaserFamily): string[] {
  return [...textFaults(family), ...probeFaults(family), ...signalFaults(family)]
}

function textFaults(family: PhaserFamily): string[] {
  const texts = [family.task, family.hints, family.constraints].flatMap(({ zh, en }) => [...zh, ...en])
  const faults = texts.flatMap((text) =>
    [...text.matchAll(IN_TEXT)].flatMap(([whole, name, form]) => {
      const slot = family.slots.find((each) => each.name === name)
      if (!slot) return [`${whole} names no slot`]
      return form !== undefined && !slot.options[0].forms[form] ? [`${whole} has no such form`] : []
    }),
  )
  const unsaid = family.slots.filter(({ name }) => !saidEverywhere(family, name)).map(({ name }) => name)
  const unbalanced = (['zh', 'en'] as const).filter((lang) => new Set(family.task[lang]).size < family.task[lang].length)
  return [
    ...new Set(faults),
    ...unsaid.map((name) => `slot ${name} is not said in every phrasing`),
    ...unbalanced.map((lang) => `two phrasings in ${lang} are the same`),
  ]
}

// A value that a phrasing leaves out cannot be asked of a program.
function saidEverywhere({ task }: SeedFamily, name: string): boolean {
  const said = new RegExp(`\\{${name}(?:\\.\\w+)?\\}`)
  return [...task.zh, ...task.en].every((text) => said.test(text))
}

function probeFaults(family: PhaserFamily): string[] {
  if (family.role !== 'frame' && family.probes.length === 0) return ['it has no probe']
  return family.probes.flatMap((probe) => {
    const kind = probeKinds.get(probe.kind)
    if (!kind) return [`there is no probe of kind ${probe.kind}`]
    const first = new Map(family.slots.map(({ name, options }) => [name, options[0]]))
    const filled = fillSlots(probe, first, 'en')
    if (JSON.stringify(filled).includes('$')) return [`probe ${probe.kind}: a $name names no slot`]
    const fault = faultOf(filled, kind.fields)
    return fault === undefined ? [] : [`probe ${probe.kind}: ${fault}`]
  })
}

function signalFaults({ signals, program }: PhaserFamily): string[] {
  const code = JSON.stringify(program)
  return Object.keys(signals)
    .filter((name) => !Object.hasOwn(program.signals, name) && !code.includes('__signals__'))
    .map((name) => `the program does not show the signal ${name}`)
}
