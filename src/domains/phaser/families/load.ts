/** Reads the family files: YAML below the folders of this one, a file a family, named by its id. */
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { messageOf, SftError } from '../../../errors.ts'
import { byCodeUnits } from '../../../order.ts'
import type { Difficulty } from '../../../record.ts'
import type { Option, Role, SeedFamily, Slot } from '../../seed-library.ts'
import { familySchema, type FamilyFile, type ProgramSpec, type SlotSpec } from './schema.ts'
import { faultsOf } from './validate.ts'
import { numberOption, VOCABULARY } from './vocabulary.ts'

export interface PhaserFamily extends SeedFamily {
  readonly program: ProgramSpec
}

/** Moments that parts of a program tell each other of: an input was answered, a step to the goal was made, harm was done. */
export const HOOKS: ReadonlySet<string> = new Set(['action', 'progress', 'hit'])

/** Difficulties of a role where the file says nothing. */
const DIFFICULTIES: Readonly<Record<Role, readonly Difficulty[]>> = {
  solo: ['easy'],
  game: ['medium', 'hard'],
  mechanic: ['medium', 'hard'],
  goal: ['medium', 'hard'],
  feedback: ['medium', 'hard'],
  frame: ['easy', 'medium', 'hard'],
}

/** All families by id. Throws ERR_INTERNAL for a file that breaks the form: it is part of the product. */
export function loadFamilies(): readonly PhaserFamily[] {
  return [...paths().keys()].toSorted(byCodeUnits).map((id) => loadFamily(id)!)
}

/** One family; undefined when there is none of this id. */
export function loadFamily(id: string): PhaserFamily | undefined {
  const path = paths().get(id)
  if (path === undefined) return undefined
  let family = loaded.get(id)
  if (!family) loaded.set(id, (family = readFamily(id, readFileSync(path, 'utf8'))))
  return family
}

const loaded = new Map<string, PhaserFamily>()
let known: ReadonlyMap<string, string> | undefined

function paths(): ReadonlyMap<string, string> {
  return (known ??= findFiles(import.meta.dirname))
}

function findFiles(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))
  const found = new Map(files.map((file) => [basename(file, '.yaml'), join(folder, file)]))
  const twice = files.find((file) => found.get(basename(file, '.yaml')) !== join(folder, file))
  if (twice !== undefined) throw new SftError('ERR_INTERNAL', `two family files are named ${basename(twice)}`)
  return found
}

/** The family in a text. Throws ERR_INTERNAL with all that is wrong with it. */
export function readFamily(id: string, text: string): PhaserFamily {
  const family = build(id, parseFile(id, text))
  const faults = faultsOf(family)
  if (faults.length > 0) throw broken(id, faults.join('; '))
  return family
}

function parseFile(id: string, text: string): FamilyFile {
  let value: unknown
  try {
    value = parse(text)
  } catch (cause) {
    throw broken(id, messageOf(cause))
  }
  const { success, data, error } = familySchema.safeParse(value)
  if (!success) throw broken(id, z.prettifyError(error))
  return data
}

function broken(id: string, reason: string): SftError {
  return new SftError('ERR_INTERNAL', `family ${id}: ${reason}`)
}

function build(id: string, file: FamilyFile): PhaserFamily {
  const { physics, gravity, on } = file.program
  const worlds = physics ? [physics, ...(gravity === undefined ? [] : ['gravity'])] : []
  return {
    ...file,
    id,
    modules: ['Scene', ...[file.module, ...file.modules].filter((module) => module !== 'Scene')],
    difficulties: file.difficulties ?? DIFFICULTIES[file.role],
    needs: [...file.needs, ...Object.keys(on)],
    provides: [...file.provides, ...worlds, ...calledHooks(file.program)],
    avoids: [...file.avoids, ...excluded(physics), ...(gravity === undefined ? [] : ['gravity'])],
    slots: Object.entries(file.slots).map(([name, spec]) => readSlot(id, name, spec)),
  }
}

/** The hooks at which the program lets other parts act. */
function calledHooks(program: ProgramSpec): string[] {
  const code = JSON.stringify(program)
  return [...HOOKS].filter((hook) => code.includes(`@${hook}(`))
}

// A scene may have both, but then nothing of one touches anything of the other.
function excluded(physics: 'arcade' | 'matter' | undefined): string[] {
  return physics === undefined ? [] : physics === 'arcade' ? ['matter'] : ['arcade']
}

function readSlot(id: string, name: string, spec: SlotSpec): Slot {
  if (typeof spec === 'string') return { name, kind: spec, options: VOCABULARY.get(spec)! }
  if (Array.isArray(spec)) return { name, kind: undefined, options: spec.map(numberOption) }
  if ('kind' in spec && 'of' in spec && typeof spec.kind === 'string') return choice(id, name, spec.kind, spec.of as string[])
  if ('from' in spec && typeof spec.from === 'number') return { name, kind: undefined, options: range(spec as never) }
  const words = Object.entries(spec as Record<string, [string, string]>)
  const options = words.map(([option, text]): Option => ({ id: option, value: option, words: text, forms: {} }))
  return { name, kind: undefined, options }
}

function choice(id: string, name: string, kind: string, of: readonly string[]): Slot {
  const all = VOCABULARY.get(kind)!
  const unknown = of.find((option) => !all.some((each) => each.id === option))
  if (unknown !== undefined) throw broken(id, `slot ${name}: there is no ${kind} '${unknown}'`)
  return { name, kind, options: all.filter((each) => of.includes(String(each.id))) }
}

function range({ from, to, step }: { from: number; to: number; step: number }): Option[] {
  const count = Math.floor((to - from) / step + 1e-9) + 1
  return Array.from({ length: count }, (_, at) => numberOption(Math.round((from + at * step) * 1000) / 1000))
}
