/** Everything else that a run needs: node, folders, the API index, the workers, the engine. */
import { access, constants, mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { indexFile, loadIndexFile } from '../api-index/index-store.ts'
import type { CheckJob } from '../checks/ladder.ts'
import type { Options } from '../config.ts'
import { domain } from '../domains/registry.ts'
import { SftError, messageOf } from '../errors.ts'
import type { Level, Seed } from '../record.ts'
import { findChromium } from '../runtime/browser/chromium.ts'
import { CheckPool } from '../workers/pool.ts'
import { missing, ok, warn, type Finding } from './finding.ts'

/** As in the `engines` of package.json. */
const LEAST_NODE = [20, 19]

/** Free bytes that a large final pass may need for its temporary file. */
const WANTED_BYTES = 2 ** 30

export function nodeFinding(version = process.versions.node): Finding {
  const [major, minor] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = LEAST_NODE
  const isNew = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  return isNew ? ok('node', version) : missing('node', version, `install Node ${LEAST_NODE.join('.')} or newer`)
}

export async function cacheFinding(folder: string): Promise<Finding> {
  const probe = join(folder, `.doctor-${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, 'x')
    await rm(probe)
    return ok('cache', `${folder} can be written`)
  } catch (error) {
    return missing('cache', messageOf(error), 'make it writable, or name another with --cache')
  }
}

export async function tmpFinding(folder = tmpdir()): Promise<Finding> {
  const fix = 'free some space, or name another folder with --tmp'
  try {
    await access(folder, constants.W_OK)
    const { bavail, bsize } = await statfs(folder)
    const detail = `${(bavail * bsize / 2 ** 30).toFixed(1)} GB free in ${folder}`
    return bavail * bsize < WANTED_BYTES ? warn('tmp', detail, fix) : ok('tmp', detail)
  } catch (error) {
    return missing('tmp', messageOf(error), fix)
  }
}

/** The API index, a worker and the engine, each with the help of those before it. */
export async function* checkerFindings(options: Options): AsyncGenerator<Finding> {
  const path = await tryTo(async () => indexFile(await domain().api(), options.cache))
  if (path instanceof Error) {
    yield missing('api index', path.message, 'run npm ci again, and see to the cache folder')
    return
  }
  yield ok('api index', `${[...loadIndexFile(path).symbols()].length} symbols`)
  const { frames, checkTimeout } = options
  const setup = { indexFile: path, frames, checkTimeout, requireSandbox: 'basic' as const, chromium: null }
  const pool = new CheckPool({ jobs: 1, setup })
  try {
    yield await checked(pool, 'workers', 'L1', 'a worker checks a program')
    yield await checked(pool, 'engine', 'L3', 'runs a control program without an error')
  } finally {
    await pool.close()
  }
}

async function checked(pool: CheckPool, name: string, level: Level, detail: string): Promise<Finding> {
  const answer = await tryTo(async () => pool.check(await controlJob(level)))
  if (answer instanceof Error) return missing(name, answer.message, 'run npm ci again; `npm test` tells more')
  const issue = answer.levels[level]?.issues.find(({ severity }) => severity === 'error')
  return issue === undefined ? ok(name, detail) : missing(name, `${issue.code}: ${issue.message}`, 'run npm ci again')
}

/** A program that passes wherever things are right: the mock teacher's first. */
async function controlJob(level: Level): Promise<CheckJob> {
  const seed: Seed = { id: 'doctor', difficulty: 'easy', modules: [], task: 'doctor' }
  const { families } = await domain().programs()
  const { code } = families[0].write(seed, () => 0.5)
  return { code, seed, plan: null, parseErrors: [], levels: [level], observed: null, allLevels: false }
}

async function tryTo<T>(work: () => Promise<T>): Promise<T | Error> {
  try {
    return await work()
  } catch (error) {
    return error instanceof Error ? error : new Error(messageOf(error))
  }
}

/** The browser and what drives it: only for runs in a real browser. */
export async function browserFinding({ chromium }: Options): Promise<Finding> {
  const found = await tryTo(() => findChromium(chromium))
  if (!(found instanceof Error)) return ok('browser', `playwright-core, ${found}`)
  const fix = found instanceof SftError ? found.hint : undefined
  return warn('browser', found.message, `only for runs in a real browser: ${fix ?? 'install Chromium'}`)
}

const KEYS = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY']

/** Which keys there are; never what they are. */
export function keysFinding(env: Readonly<Record<string, string | undefined>>): Finding {
  const present = KEYS.filter((name) => env[name])
  if (present.length > 0) return ok('keys', `${present.join(' and ')} set`)
  return warn('keys', 'none set: only the mock and recorded replies', `export ${KEYS[0]}=…, for a real teacher`)
}
