/**
 * The teacher that costs nothing: it writes real programs of its own for a seed, in process, the same ones for the same
 * request. Its rows are for trying the pipeline out, not for training; on demand it makes mistakes, and says which.
 */
import type { Defect, ProgramFamily } from '../domains/domain.ts'
import { domain } from '../domains/registry.ts'
import { renderPlan } from '../formats/canonical.ts'
import { estimateTokens } from '../formats/tokens.ts'
import type { Plan, Request, Seed } from '../record.ts'
import { hash32, seededRandom } from '../stream/random.ts'
import type { Completion, Provider, ProviderFactory } from './provider.ts'

export const mockFactory: ProviderFactory = {
  name: 'mock',
  summary: 'generated programs in process: free, deterministic, not for training',
  async create({ options }) {
    const { families, defects } = await domain().programs()
    return new MockTeacher(families, defects, options.seed, options.defectRate)
  },
}

class MockTeacher implements Provider {
  readonly name = 'mock'
  readonly paid = false
  readonly source = 'mock'
  readonly #families: readonly ProgramFamily[]
  readonly #mistakes: readonly Mistake[]
  readonly #seed: number
  readonly #defectRate: number

  constructor(families: readonly ProgramFamily[], defects: readonly Defect[], seed: number, defectRate: number) {
    this.#families = families
    this.#mistakes = [...defects.map(inProgram), ...REPLY_MISTAKES]
    this.#seed = seed
    this.#defectRate = defectRate
  }

  fingerprint({ id, prompt_id, version, prompt_meta }: Request): unknown {
    return { id, prompt_id, version, prompt_meta, seed: this.#seed, defect_rate: this.#defectRate }
  }

  async complete(request: Request): Promise<Completion> {
    const { plan, code } = this.#write(request)
    const sound: Answer = { text: replyText(plan, fence(code)), finishReason: 'stop' }
    const { text, finishReason, defect } = this.#spoil(request, plan, code) ?? sound
    return {
      raw_output: text,
      teacher_model: 'mock',
      finish_reason: finishReason,
      usage: {
        input_tokens: estimateTokens(request.system_prompt) + estimateTokens(request.user_prompt),
        output_tokens: estimateTokens(text),
        cached_tokens: 0,
      },
      cost_usd: 0,
      timestamp: '1970-01-01T00:00:00.000Z',
      attempts: 1,
      ...(defect === undefined ? {} : { planted_defect: defect }),
    }
  }

  async close(): Promise<void> {}

  #write(request: Request): ReturnType<ProgramFamily['write']> {
    const random = this.#randomFor(request, 'program')
    const family = chooseFamily(this.#families, request.prompt_meta, random)
    return family.write(request.prompt_meta, startingWith(this.#spread(request), random))
  }

  /** The answer with a mistake in it, for the share of requests that is to have one. */
  #spoil(request: Request, plan: Omit<Plan, 'raw'>, code: string): Answer | undefined {
    const random = this.#randomFor(request, 'defect')
    if (random() >= this.#defectRate) return undefined
    const first = Math.floor(random() * this.#mistakes.length)
    for (let turn = 0; turn < this.#mistakes.length; turn++) {
      const { id, make } = this.#mistakes[(first + turn) % this.#mistakes.length]
      const answer = make(plan, code, random)
      if (answer) return { ...answer, defect: id }
    }
    return undefined
  }

  #randomFor({ id }: Request, purpose: string): () => number {
    return seededRandom(hash32(JSON.stringify([this.#seed, purpose, id])))
  }

  /** The number that chooses a program's style: thirds, so that the usual three versions of a prompt differ in it. */
  #spread({ prompt_id, version }: Request): number {
    return (hash32(`${this.#seed}:${prompt_id}`) / 2 ** 32 + version / 3) % 1
  }
}

interface Answer {
  readonly text: string
  readonly finishReason: 'stop' | 'length'
  readonly defect?: string
}

interface Mistake {
  readonly id: string
  make(plan: Omit<Plan, 'raw'>, code: string, random: () => number): Answer | undefined
}

function inProgram({ id, plant }: Defect): Mistake {
  return {
    id,
    make(plan, code, random) {
      const broken = plant(code, random)
      return broken === undefined ? undefined : { text: replyText(plan, fence(broken)), finishReason: 'stop' }
    },
  }
}

/** What goes wrong with replies rather than with programs. */
const REPLY_MISTAKES: readonly Mistake[] = [
  {
    id: 'missing-close-fence',
    make: (plan, code) => ({ text: replyText(plan, '```javascript\n' + code), finishReason: 'stop' }),
  },
  {
    id: 'truncated',
    make: (plan, code, random) => {
      const kept = code.slice(0, Math.floor(code.length * (0.3 + 0.6 * random())))
      return { text: replyText(plan, '```javascript\n' + kept), finishReason: 'length' }
    },
  },
]

/** The best family for a seed; among equally good ones, chance decides. */
function chooseFamily(families: readonly ProgramFamily[], seed: Seed, random: () => number): ProgramFamily {
  const scored = families.map((family) => ({ family, score: family.fits(seed) }))
  const best = Math.max(...scored.map(({ score }) => score))
  const equals = scored.filter(({ score }) => score === best)
  return equals[Math.floor(random() * equals.length)].family
}

function startingWith(first: number, random: () => number): () => number {
  let next: number | undefined = first
  return () => {
    const value = next ?? random()
    next = undefined
    return value
  }
}

function replyText(plan: Omit<Plan, 'raw'>, program: string): string {
  return `${renderPlan(plan)}\n\n${program}`
}

function fence(code: string): string {
  return '```javascript\n' + code + '\n```\n'
}
