import type { QualityWeights } from '../config.ts'
import { byId } from '../order.ts'
import type { Level, Selected, Verdict } from '../record.ts'
import { fingerprint, type Fingerprint } from '../select/fingerprint.ts'
import { gateReason } from '../select/gates.ts'
import { quality } from '../select/quality.ts'
import { byQuality, rankScores, type Rated } from '../select/ranking.ts'
import type { Refusal } from '../select/refusal.ts'
import { TwinIndex } from '../select/twin-index.ts'
import { Spool, type SpoolPlace } from '../stream/spool.ts'
import { part, step, type Loop, type Work } from '../stream/work.ts'
import { OFFICIAL, isOfficial } from './official-id.ts'

/** Official examples are at most this part of the dataset: it is to teach the tasks, not the engine's demo gallery. */
const MAX_OFFICIAL_PART = 0.3

/** A row that waits. */
interface Entry extends Rated {
  readonly official: boolean
  readonly place: SpoolPlace
}

/** Selected and official rows that wait to be merged: on disk, with about 200 bytes each in memory. */
export class MergePool {
  readonly #spool: Spool<Selected>
  readonly #weights: QualityWeights
  readonly #entries: Entry[] = []

  /** `tmp`: folder for the spool file; `weights` of the quality. Throws ERR_IO, as every method does. */
  constructor(tmp: string | undefined, weights: QualityWeights) {
    this.#weights = weights
    this.#spool = new Spool(tmp)
  }

  addSelected(row: Selected): void {
    this.#add(row, false)
  }

  /** Takes an official row unless it failed a required level: then it says so. */
  addOfficial(row: Verdict, required: readonly Level[]): Refusal | undefined {
    const reason = gateReason(row, required)
    if (reason !== undefined) return { reason }
    const promptId = isOfficial(row.prompt_id) ? row.prompt_id : `${OFFICIAL}${row.code_hash.slice(0, 12)}`
    const { source = 'official' } = row
    const additions = { prompt_id: promptId, source, selected: true, quality_score: 0 } as const
    this.#add({ ...row, ...additions, quality: quality(row, this.#weights) }, true)
    return undefined
  }

  /** All selected rows and the official ones that fit; `refuse` is told of the others. */
  *merge(refuse: (id: string, refusal: Refusal) => void): Work<readonly Entry[]> {
    const entries = this.#entries.toSorted((a, b) => Number(a.official) - Number(b.official) || byQuality(a, b))
    return yield* step('near-duplicates', this.#fitting(entries, refuse))
  }

  /** The rows of these entries, by id. */
  *inOrder(kept: readonly Entry[]): Generator<Selected> {
    const official = kept.filter((entry) => entry.official)
    const scores = rankScores(official)
    const scoreOf = new Map(official.map((entry, at) => [entry, scores[at]]))
    for (const entry of kept.toSorted(byId)) {
      const row = this.#spool.read(entry.place)
      yield entry.official ? { ...row, quality_score: scoreOf.get(entry) ?? 0 } : row
    }
  }

  close(): void {
    this.#spool.close()
  }

  #add(row: Selected, official: boolean): void {
    const overall = row.quality.overall ?? 0
    const place = this.#spool.append(row)
    this.#entries.push({ id: row.id, difficulty: row.prompt.difficulty, overall, official, place })
  }

  /** `entries`: the selected rows first, which all stay, then the official ones, best first. */
  *#fitting(entries: readonly Entry[], refuse: (id: string, refusal: Refusal) => void): Loop<Entry[]> {
    const prints: Fingerprint[] = []
    for (const { place } of entries) {
      yield (0.4 * prints.length) / entries.length
      prints.push(fingerprint(this.#spool.read(place).code))
    }
    const twins = yield* part(0.4, 0.5, TwinIndex.of(prints.length, (at) => prints[at]))
    const byHash = new Map<string, string>()
    const ids = new Set<string>()
    let room = roomFor(entries)
    const objection = (at: number): Refusal | undefined => {
      const same = byHash.get(prints[at].hash)
      if (ids.has(entries[at].id)) return { reason: 'id-conflict' }
      if (same !== undefined) return { reason: 'exact-duplicate', like: same }
      if (room === 0) return { reason: 'over-official-share' }
      const twin = twins.find(at)
      return twin === undefined ? undefined : { reason: 'near-duplicate', like: entries[twin].id }
    }
    const kept: Entry[] = []
    for (const [at, entry] of entries.entries()) {
      yield 0.5 + (0.5 * at) / entries.length
      const objected = entry.official ? objection(at) : undefined
      if (objected) {
        refuse(entry.id, objected)
        continue
      }
      if (entry.official) room--
      ids.add(entry.id)
      byHash.set(prints[at].hash, entry.id)
      twins.add(at)
      kept.push(entry)
    }
    return kept
  }
}

function roomFor(entries: readonly Entry[]): number {
  const selected = entries.filter((entry) => !entry.official).length
  // The tiny step up: 7 selected rows make room for 3, and 7 x 0.3 / 0.7 must not become 2.999….
  return Math.floor((selected * MAX_OFFICIAL_PART) / (1 - MAX_OFFICIAL_PART) + 1e-9)
}
