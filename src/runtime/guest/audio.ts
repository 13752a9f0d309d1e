import type { AudioNodes } from './audio-nodes.ts'
import type { Clock } from './clock.ts'
import type { Encoding } from './encoding.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'

/** Web Audio without sound: contexts, their clock and their states. */
export function installAudio(
  global: GuestGlobal,
  faults: Faults,
  encoding: Encoding,
  clock: Clock,
  events: Events,
  nodes: AudioNodes,
): void {
  const RATE = 44_100
  /** The formats that Chromium decodes, by how their files begin. */
  const KNOWN = /^(RIFF|OggS|ID3|fLaC|\xff[\xe0-\xff]|....ftyp|\x1aE\xdf\xa3)/s

  class BaseAudioContext extends events.EventTarget {
    readonly sampleRate: number
    readonly destination: object
    readonly listener: object
    readonly audioWorklet = { addModule: () => Promise.resolve() }

    constructor(rate: number) {
      super()
      this.sampleRate = rate
      this.destination = nodes.destination(this)
      this.listener = nodes.listener(this)
    }

    createBuffer(channels: number, length: number, rate: number): object {
      return nodes.buffer(channels, length, rate)
    }

    createPeriodicWave(real: ArrayLike<number>, imaginary: ArrayLike<number>): object {
      if (real.length === imaginary.length) return {}
      const why = `length of real array (${real.length}) and length of imaginary array (${imaginary.length}) must match.`
      throw faults.exception('IndexSizeError', 'createPeriodicWave', 'BaseAudioContext', why)
    }

    /** What begins like a sound decodes to a second of silence. */
    decodeAudioData(bytes: unknown, done?: unknown, failed?: unknown): Promise<object> {
      const head = bytes instanceof ArrayBuffer ? encoding.binary(new Uint8Array(bytes).subarray(0, 12)) : ''
      if (KNOWN.test(head)) {
        const buffer = nodes.buffer(2, this.sampleRate, this.sampleRate)
        if (typeof done === 'function') clock.later(() => (done as (buffer: object) => void)(buffer), 0)
        return Promise.resolve(buffer)
      }
      const error = new faults.DOMException('Unable to decode audio data', 'EncodingError')
      if (typeof failed === 'function') clock.later(() => (failed as (error: unknown) => void)(error), 0)
      return Promise.reject(error)
    }
  }
  const counts = 'createBuffer=3 createPeriodicWave=2 decodeAudioData=1'
  faults.require(BaseAudioContext.prototype, 'BaseAudioContext', counts)
  nodes.addFactories(BaseAudioContext.prototype)

  class AudioContext extends BaseAudioContext {
    readonly baseLatency = 0.01
    readonly outputLatency = 0.02
    #state = 'suspended'
    /** Milliseconds of the page's clock at which the context's own clock began to run, and what it had shown before. */
    #began = 0
    #elapsed = 0
    #waiting: (() => void)[] = []

    constructor(options: { sampleRate?: number } = {}) {
      super(options.sampleRate ?? RATE)
      // Chromium's autoplay policy: a page nobody has touched is silent.
      if (events.wasActive()) this.#run()
      else events.onActive(() => this.#waiting.length > 0 && this.#run())
    }

    get state(): string {
      return this.#state
    }

    get currentTime(): number {
      return (this.#elapsed + (this.#state === 'running' ? clock.now() - this.#began : 0)) / 1000
    }

    #run(): void {
      for (const resolve of this.#waiting.splice(0)) resolve()
      if (this.#state !== 'running') this.#change('running')
    }

    #change(state: string): void {
      if (this.#state === 'running') this.#elapsed += clock.now() - this.#began
      this.#began = clock.now()
      this.#state = state
      clock.later(() => events.send(this, 'Event', 'statechange'), 0)
    }

    #refuse(method: string): Promise<void> {
      const why = `Cannot ${method} a closed AudioContext.`
      return Promise.reject(faults.exception('InvalidStateError', method, 'AudioContext', why))
    }

    /** Settles once the player has touched the page. */
    resume(): Promise<void> {
      if (this.#state === 'closed') return this.#refuse('resume')
      return new Promise((resolve) => {
        this.#waiting.push(resolve)
        if (events.wasActive()) this.#run()
      })
    }

    async suspend(): Promise<void> {
      if (this.#state === 'closed') return this.#refuse('suspend')
      if (this.#state === 'running') this.#change('suspended')
    }

    async close(): Promise<void> {
      if (this.#state === 'closed') return this.#refuse('close')
      this.#change('closed')
    }

    createMediaElementSource(): object {
      return nodes.create('MediaElementAudioSourceNode', this)
    }

    createMediaStreamDestination(): object {
      return Object.assign(nodes.create('MediaStreamAudioDestinationNode', this), { stream: { getTracks: () => [] } })
    }

    getOutputTimestamp(): object {
      return { contextTime: this.currentTime, performanceTime: clock.now() }
    }
  }

  class OfflineAudioContext extends BaseAudioContext {
    readonly length: number
    readonly state = 'suspended'
    readonly currentTime = 0
    readonly #channels: number

    constructor(channels: number, length: number, rate: number) {
      super(rate)
      this.length = length
      this.#channels = channels
      nodes.buffer(channels, length, rate)
    }

    startRendering(): Promise<object> {
      return Promise.resolve(nodes.buffer(this.#channels, this.length, this.sampleRate))
    }
  }
  Object.assign(global, { BaseAudioContext, AudioContext, OfflineAudioContext })
}
