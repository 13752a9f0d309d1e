import type { Clock } from './clock.ts'
import type { GuestGlobal } from './kit.ts'

/** Web Audio without sound: every node can be made, wired and started. */
export function installAudio(global: GuestGlobal, clock: Clock): void {
  class AudioParam {
    value: number
    readonly defaultValue: number

    constructor(value: number) {
      this.value = this.defaultValue = value
    }
  }
  const chained =
    'setValueAtTime linearRampToValueAtTime exponentialRampToValueAtTime setTargetAtTime setValueCurveAtTime ' +
    'cancelScheduledValues cancelAndHoldAtTime'
  for (const name of chained.split(' ')) {
    const value = function (this: unknown): unknown {
      return this
    }
    Object.defineProperty(AudioParam.prototype, name, { value, writable: true, configurable: true })
  }

  class AudioNode {
    onended: unknown = null
    constructor(params: Record<string, number>, rest: object = {}) {
      for (const [name, value] of Object.entries(params)) Object.assign(this, { [name]: new AudioParam(value) })
      Object.assign(this, rest)
    }

    connect(target: unknown): unknown {
      return target
    }
  }
  const silent = 'disconnect start stop addEventListener removeEventListener setPosition setOrientation setPeriodicWave'
  for (const name of silent.split(' ')) {
    Object.defineProperty(AudioNode.prototype, name, { value: () => undefined, writable: true, configurable: true })
  }

  const position = { positionX: 0, positionY: 0, positionZ: 0, orientationX: 1, orientationY: 0, orientationZ: 0 }
  const facing = { forwardX: 0, forwardY: 0, forwardZ: -1, upX: 0, upY: 1, upZ: 0 }
  const kinds: Record<string, [Record<string, number>, object?]> = {
    createGain: [{ gain: 1 }],
    createOscillator: [{ frequency: 440, detune: 0 }, { type: 'sine' }],
    createBufferSource: [
      { playbackRate: 1, detune: 0 },
      { buffer: null, loop: false },
    ],
    createBiquadFilter: [{ frequency: 350, detune: 0, Q: 1, gain: 0 }, { type: 'lowpass' }],
    createStereoPanner: [{ pan: 0 }],
    createPanner: [position],
    createDelay: [{ delayTime: 0 }],
    createDynamicsCompressor: [{ threshold: -24, knee: 30, ratio: 12, attack: 0.003, release: 0.25 }],
    createConvolver: [{}, { buffer: null }],
    createWaveShaper: [{}, { curve: null }],
    createChannelMerger: [{}],
    createChannelSplitter: [{}],
    createMediaElementSource: [{}],
    createAnalyser: [
      {},
      {
        fftSize: 2048,
        frequencyBinCount: 1024,
        getByteFrequencyData() {},
        getByteTimeDomainData() {},
        getFloatFrequencyData() {},
      },
    ],
  }

  class AudioContext {
    state = 'running'
    readonly sampleRate = 44_100
    readonly destination = new AudioNode({}, { maxChannelCount: 2 })
    readonly listener = new AudioNode({ ...position, ...facing })

    get currentTime(): number {
      return clock.now() / 1000
    }

    createBuffer(channels: number, length: number, rate: number): object {
      const data = () => new Float32Array(length)
      const size = { length, sampleRate: rate, duration: length / rate, numberOfChannels: channels }
      return { ...size, getChannelData: data, copyToChannel() {}, copyFromChannel() {} }
    }

    createPeriodicWave(): object {
      return {}
    }

    /** Any bytes decode to a second of silence. */
    decodeAudioData(_bytes: unknown, done?: (buffer: object) => void): Promise<object> {
      const buffer = this.createBuffer(2, this.sampleRate, this.sampleRate)
      if (typeof done === 'function') clock.later(() => done(buffer), 0)
      return Promise.resolve(buffer)
    }

    async resume(): Promise<void> {
      this.state = 'running'
    }

    async suspend(): Promise<void> {
      this.state = 'suspended'
    }

    async close(): Promise<void> {
      this.state = 'closed'
    }

    addEventListener(): void {}

    removeEventListener(): void {}
  }
  for (const [name, [params, rest]] of Object.entries(kinds)) {
    const value = () => new AudioNode(params, rest)
    Object.defineProperty(AudioContext.prototype, name, { value, writable: true, configurable: true })
  }
  Object.assign(global, { AudioContext, AudioParam, AudioNode })
}
