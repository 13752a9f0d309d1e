import type { Clock } from './clock.ts'
import type { ElementClass } from './element.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'
import type { Recorder } from './recorder.ts'
import type { Tags } from './tags.ts'

/** Audio and video elements: they can be made and asked to play; nothing is heard or seen. */
export function installMedia(
  global: GuestGlobal,
  recorder: Recorder,
  faults: Faults,
  clock: Clock,
  events: Events,
  HTMLElement: ElementClass,
  tags: Tags,
): void {
  const isLocal = (url: string) => /^(data|blob):/.test(url)

  class HTMLMediaElement extends HTMLElement {
    currentTime = 0
    duration = Number.NaN
    volume = 1
    playbackRate = 1
    paused = true
    ended = false
    muted = false
    loop = false
    autoplay = false
    controls = false
    preload = 'metadata'
    readyState = 0
    networkState = 0
    error: unknown = null
    srcObject: unknown = null
    readonly buffered = { length: 0, start: () => 0, end: () => 0 }
    #src = ''

    get src(): string {
      return this.#src
    }

    set src(value: unknown) {
      this.#src = String(value)
      if (isLocal(this.#src)) return
      recorder.load('media', this.#src)
      clock.later(() => events.send(this, 'Event', 'error'), 0)
    }

    get currentSrc(): string {
      return this.#src
    }

    /** A page nobody has touched yet must not make a sound: Chromium's autoplay policy. */
    play(): Promise<void> {
      const silent = this.muted || this.volume === 0
      if (!silent && !events.wasActive()) {
        const why = "play() failed because the user didn't interact with the document first. https://goo.gl/xX8pDD"
        return Promise.reject(new faults.DOMException(why, 'NotAllowedError'))
      }
      if (isLocal(this.#src) || this.srcObject !== null) {
        this.paused = false
        return Promise.resolve()
      }
      const why = 'Failed to load because no supported source was found.'
      return this.#src === '' ? new Promise(() => undefined) : Promise.reject(new faults.DOMException(why, 'NotSupportedError'))
    }

    pause(): void {
      this.paused = true
    }

    canPlayType(type: unknown): string {
      return /^(audio\/(mpeg|ogg|wav|webm|mp4|aac|flac)|video\/(mp4|webm|ogg))/.test(String(type)) ? 'maybe' : ''
    }

    load(): void {}

    captureStream(): object {
      return { getTracks: () => [] }
    }
  }
  class HTMLAudioElement extends HTMLMediaElement {
    constructor(source?: unknown) {
      super('audio')
      if (typeof source === 'string') this.src = source
    }
  }
  class HTMLVideoElement extends HTMLMediaElement {
    readonly videoWidth = 0
    readonly videoHeight = 0
    poster = ''
    playsInline = false

    constructor() {
      super('video')
    }
  }
  tags.register('audio', 'HTMLAudioElement', HTMLAudioElement as unknown as ElementClass)
  tags.register('video', 'HTMLVideoElement', HTMLVideoElement as unknown as ElementClass)
  Object.assign(global, { HTMLMediaElement, Audio: HTMLAudioElement })
}
