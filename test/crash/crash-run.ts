/** One run that is killed and resumed, and the promises that must hold after every kill. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { output, start } from './command.ts'
import { bytesOf } from './dataset.ts'
import { unfinished, watchFinalPass, type FINAL_STEPS } from './schedule.ts'
import type { TeacherServer } from './teacher-server.ts'

interface CrashOptions {
  server: TeacherServer
  concurrency: number
  /** Ids of the requests, by content. */
  idOf: ReadonlyMap<string, string>
  command: readonly string[]
  cache: string
  out: string
  tmp: string
  /** Bytes of the dataset of an undisturbed run. */
  finished: string
}

interface Kill {
  at: string
  before: number
  after: number
  /** Ids of replies that the journal held after it. */
  acknowledged: ReadonlySet<string>
}

export class CrashRun {
  readonly violations: string[] = []
  readonly #options: CrashOptions
  readonly #kills: Kill[] = []
  readonly #old: string

  constructor(options: CrashOptions) {
    this.#options = options
    this.#old = bytesOf(options.out)
  }

  expect(holds: boolean, violation: string): void {
    if (!holds) this.violations.push(violation)
  }

  /** Kills the command as soon as so many requests were replied to. */
  async killAfter(replied: number): Promise<void> {
    const { server } = this.#options
    await this.#killed(String(replied), (kill) => {
      server.onReply = () => {
        if (server.replied.size < replied) return
        server.onReply = () => {}
        kill()
      }
    })
    const { before, after } = this.#kills.at(-1)!
    this.expect(after > before, `kill ${this.#kills.length}: no progress`)
  }

  /** Kills the command in its final pass; one that ends before the kill reaches it is counted all the same. */
  async killInFinalPass(step: (typeof FINAL_STEPS)[number]): Promise<void> {
    let stop = (): void => {}
    await this.#killed(step, (kill) => (stop = watchFinalPass(this.#options.out, step, kill)))
    stop()
  }

  async toTheEnd(): Promise<void> {
    const { server, command, tmp, out, finished, idOf } = this.#options
    server.run = this.#kills.length
    const { status, stderr } = await start(command, tmp, () => {})
    this.expect(status === 0, `the last run ended with ${status}: ${stderr}`)
    this.expect(server.replied.size === idOf.size, `${server.replied.size} of ${idOf.size} requests replied to`)
    this.expect((await this.#acknowledged()).size === idOf.size, 'the journal lacks replies')
    this.expect(bytesOf(out) === finished, 'the dataset is not that of an undisturbed run')
    this.#expectAlone(dirname(out), [basename(out)])
    this.#expectAlone(tmp, [])
    this.#account()
  }

  /** A row a kill: number, point, replies served before and after, paid twice, acknowledged. */
  rows(): string[][] {
    const twice = this.#paidTwice()
    return this.#kills.map(({ at, before, after, acknowledged }, n) =>
      [n + 1, at, before, after, twice[n], acknowledged.size].map(String),
    )
  }

  async #killed(at: string, arm: (kill: () => void) => void): Promise<void> {
    const { server, command, tmp, out, finished } = this.#options
    const before = server.replies
    server.run = this.#kills.length
    const { status, stderr, leftBehind } = await start(command, tmp, arm)
    const name = `kill ${this.#kills.length + 1} (${at})`
    const inTime = status === null
    this.expect(inTime || status === 0, `${name}: the run ended with ${status}: ${stderr}`)
    this.expect(inTime || !/^\d+$/.test(at), `${name}: the run ended before it`)
    this.expect(leftBehind === 0, `${name}: ${leftBehind} processes left behind`)
    this.expect(unfinished(out).length <= 1, `${name}: ${unfinished(out).length} unfinished folders beside the dataset`)
    // Between its two renames the run has moved the old folder aside; the next start puts it back.
    const here = existsSync(out) ? out : out.replace(/[^/]+$/, '.$&.sft-old')
    this.expect([this.#old, finished].includes(bytesOf(here)), `${name}: the dataset folder is neither old nor new`)
    const acknowledged = await this.#acknowledged()
    const lost = [...(this.#kills.at(-1)?.acknowledged ?? [])].filter((id) => !acknowledged.has(id))
    this.expect(lost.length === 0, `${name}: ${lost.length} acknowledged replies lost`)
    this.#kills.push({ at: inTime ? at : `${at}: too late`, before, after: server.replies, acknowledged })
  }

  async #acknowledged(): Promise<Set<string>> {
    const { cache, tmp } = this.#options
    const exported = await output(['cache', 'export', '--cache', cache], tmp)
    const lines = exported.split('\n').filter(Boolean)
    return new Set(lines.map((line) => (JSON.parse(line) as { request: { id: string } }).request.id))
  }

  #expectAlone(parent: string, names: string[]): void {
    const others = readdirSync(parent).filter((name) => !names.includes(name))
    this.expect(others.length === 0, `left in ${basename(parent)}: ${others.join(', ')}`)
  }

  #account(): void {
    const { server, concurrency, idOf } = this.#options
    this.#paidTwice().forEach((twice, n) =>
      this.expect(twice <= concurrency, `kill ${n + 1}: ${twice} paid twice with a concurrency of ${concurrency}`),
    )
    const inRuns = new Set<string>()
    for (const { content, run } of server.paid) {
      const id = idOf.get(content)!
      const wasSaved = run > 0 && this.#kills[run - 1].acknowledged.has(id)
      this.expect(!wasSaved, `run ${run + 1} asked again for ${id}, which was acknowledged`)
      this.expect(!inRuns.has(`${run} ${id}`), `run ${run + 1} paid twice for ${id}`)
      inRuns.add(`${run} ${id}`)
    }
  }

  /** For each kill, how many requests it caused to be paid again: those last paid for in the run that it ended. */
  #paidTwice(): number[] {
    const twice = this.#kills.map(() => 0)
    const lastRun = new Map<string, number>()
    for (const { content, run } of this.#options.server.paid) {
      const earlier = lastRun.get(content)
      if (earlier !== undefined && earlier < run) twice[earlier]++
      lastRun.set(content, run)
    }
    return twice
  }
}
