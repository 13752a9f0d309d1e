import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { GuestGlobal } from './kit.ts'
import type { Lazily } from './lazily.ts'

export interface AudioNodes {
  create(name: string, context: object): object
  buffer(channels: number, length: number, rate: number): object
  destination(context: object): object
  listener(context: object): object
  /** Gives a context its methods `createGain()`, `createOscillator()`, ... */
  addFactories(prototype: object): void
}

/** The nodes, parameters and buffers of Web Audio: they can be made, wired, started, and refuse what Chromium refuses. */
export function installAudioNodes(
  global: GuestGlobal,
  faults: Faults,
  clock: Clock,
  events: Events,
  lazily: Lazily,
): AudioNodes {
  /** Scheduled values that one parameter holds. */
  const MAX_EVENTS = 1000
  interface Context {
    readonly currentTime: number
    readonly state: string
  }
  const settingFailed = (name: string, property: string, owner: string, why: string): Error => {
    const message = `Failed to set the '${property}' property on '${owner}': ${why}`
    return name === 'TypeError' ? new TypeError(message) : new faults.DOMException(message, name)
  }
  const single = (value: unknown, method: string): number => {
    const number = Math.fround(Number(value))
    if (Number.isFinite(number)) return number
    throw faults.typeError(method, 'AudioParam', 'The provided float value is non-finite.')
  }

  class AudioParam {
    readonly defaultValue: number
    readonly minValue = -3.4028234663852886e38
    readonly maxValue = 3.4028234663852886e38
    automationRate = 'a-rate'
    readonly #context: Context
    #value: number
    /** Values to come, with their times; a ramp arrives at its end. */
    #events: { value: number; time: number }[] = []

    constructor(value: number, context: Context) {
      this.#value = this.defaultValue = value
      this.#context = context
    }

    get value(): number {
      while (this.#events.length > 0 && this.#context.state === 'running') {
        if (this.#events[0].time > this.#context.currentTime) break
        this.#value = this.#events.shift()!.value
      }
      return this.#value
    }

    #schedule(value: number, time: number): this {
      if (this.#events.length < MAX_EVENTS) this.#events.push({ value, time })
      this.#events.sort((a, b) => a.time - b.time)
      return this
    }

    set value(next: unknown) {
      const number = Math.fround(Number(next))
      if (!Number.isFinite(number))
        throw settingFailed('TypeError', 'value', 'AudioParam', 'The provided float value is non-finite.')
      this.#value = number
    }

    #time(value: unknown, method: string, what = 'Time'): number {
      const time = Number(value)
      if (!Number.isFinite(time)) throw faults.typeError(method, 'AudioParam', 'The provided double value is non-finite.')
      if (time >= 0) return time
      const why = `${what} must be a finite non-negative number: ${time}`
      throw new RangeError(faults.typeError(method, 'AudioParam', why).message)
    }

    setValueAtTime(value: unknown, time: unknown): this {
      const next = single(value, 'setValueAtTime')
      return this.#schedule(next, this.#time(time, 'setValueAtTime'))
    }

    linearRampToValueAtTime(value: unknown, time: unknown): this {
      const next = single(value, 'linearRampToValueAtTime')
      return this.#schedule(next, this.#time(time, 'linearRampToValueAtTime'))
    }

    exponentialRampToValueAtTime(value: unknown, time: unknown): this {
      const method = 'exponentialRampToValueAtTime'
      const next = single(value, method)
      if (next === 0) {
        const why = `The float target value provided (0) should not be in the range (-1.40130e-45, 1.40130e-45).`
        throw new RangeError(faults.typeError(method, 'AudioParam', why).message)
      }
      return this.#schedule(next, this.#time(time, method))
    }

    setTargetAtTime(value: unknown, time: unknown, constant: unknown): this {
      const next = single(value, 'setTargetAtTime')
      const at = this.#time(time, 'setTargetAtTime')
      this.#time(constant, 'setTargetAtTime', 'Time constant')
      return this.#schedule(next, at)
    }

    setValueCurveAtTime(curve: ArrayLike<number>, time: unknown): this {
      const at = this.#time(time, 'setValueCurveAtTime')
      if (curve.length < 2) {
        const why = `The curve length provided (${curve.length}) is less than the minimum bound (2).`
        throw faults.exception('InvalidStateError', 'setValueCurveAtTime', 'AudioParam', why)
      }
      return this.#schedule(single(curve[curve.length - 1], 'setValueCurveAtTime'), at)
    }

    cancelScheduledValues(time: unknown): this {
      const from = this.#time(time, 'cancelScheduledValues')
      this.#events = this.#events.filter((event) => event.time < from)
      return this
    }

    cancelAndHoldAtTime(time: unknown): this {
      this.#time(time, 'cancelAndHoldAtTime')
      return this.cancelScheduledValues(time)
    }
  }
  const counts =
    'setValueAtTime=2 linearRampToValueAtTime=2 exponentialRampToValueAtTime=2 setTargetAtTime=3 ' +
    'setValueCurveAtTime=3 cancelScheduledValues=1 cancelAndHoldAtTime=1'
  faults.require(AudioParam.prototype, 'AudioParam', counts)

  class AudioBuffer {
    readonly numberOfChannels: number
    readonly length: number
    readonly sampleRate: number
    readonly #data: (Float32Array | undefined)[] = []

    constructor(options: { numberOfChannels?: unknown; length: unknown; sampleRate: unknown }) {
      const channels = Number(options.numberOfChannels ?? 1)
      const length = Number(options.length)
      const rate = Number(options.sampleRate)
      const failed = (why: string) => faults.exception('NotSupportedError', 'createBuffer', 'BaseAudioContext', why)
      if (!(channels >= 1 && channels <= 32))
        throw failed(`The number of channels provided (${channels}) is outside the range [1, 32].`)
      if (!(length >= 1))
        throw failed(`The number of frames provided (${length}) is less than or equal to the minimum bound (0).`)
      if (!(rate >= 3000 && rate <= 768_000))
        throw failed(`The sample rate provided (${rate}) is outside the range [3000, 768000].`)
      this.numberOfChannels = Math.floor(channels)
      this.length = Math.floor(length)
      this.sampleRate = rate
    }

    get duration(): number {
      return this.length / this.sampleRate
    }

    getChannelData(channel: number): Float32Array {
      if (channel >= 0 && channel < this.numberOfChannels) return (this.#data[channel] ??= new Float32Array(this.length))
      const why = `channel index (${channel}) exceeds number of channels (${this.numberOfChannels})`
      throw faults.exception('IndexSizeError', 'getChannelData', 'AudioBuffer', why)
    }

    copyToChannel(source: Float32Array, channel: number, from = 0): void {
      this.getChannelData(channel).set(source.subarray(0, this.length - from), from)
    }

    copyFromChannel(target: Float32Array, channel: number, from = 0): void {
      target.set(this.getChannelData(channel).subarray(from, from + target.length))
    }
  }

  class AudioNode extends events.EventTarget {
    readonly context: Context
    readonly numberOfInputs: number = 1
    readonly numberOfOutputs: number = 1
    channelCount = 2
    channelCountMode = 'max'
    channelInterpretation = 'speakers'
    readonly #targets = new Set<unknown>()

    constructor(context: Context) {
      super()
      this.context = context
    }

    connect(target: unknown): unknown {
      if (!(target instanceof AudioNode || target instanceof AudioParam))
        throw faults.typeError('connect', 'AudioNode', 'Overload resolution failed.')
      this.#targets.add(target)
      return target instanceof AudioNode ? target : undefined
    }

    disconnect(target?: unknown): void {
      if (target === undefined || typeof target === 'number') return this.#targets.clear()
      if (this.#targets.delete(target)) return
      throw faults.exception('InvalidAccessError', 'disconnect', 'AudioNode', 'the given destination is not connected.')
    }
  }
  faults.require(AudioNode.prototype, 'AudioNode', 'connect=1')

  class AudioScheduledSourceNode extends AudioNode {
    onended: unknown = null
    #started = false
    #ended = false

    /** Milliseconds that it plays when nobody stops it. */
    get playTime(): number {
      return Number.POSITIVE_INFINITY
    }

    #seconds(value: unknown, method: string, what: string): number {
      const time = Number(value ?? 0)
      const owner = 'AudioScheduledSourceNode'
      if (!Number.isFinite(time)) throw faults.typeError(method, owner, 'The provided double value is non-finite.')
      if (time >= 0) return time
      const why = `The ${what} time provided (${time}) is less than the minimum bound (0).`
      throw new RangeError(faults.typeError(method, owner, why).message)
    }

    start(when?: unknown): void {
      const owner = 'AudioScheduledSourceNode'
      const at = this.#seconds(when, 'start', 'start')
      if (this.#started)
        throw faults.exception('InvalidStateError', 'start', owner, 'cannot call start more than once.')
      this.#started = true
      this.#endAfter(Math.max(0, at - this.context.currentTime) * 1000 + this.playTime)
    }

    stop(when?: unknown): void {
      const at = this.#seconds(when, 'stop', 'stop')
      if (!this.#started) {
        const why = 'cannot call stop without calling start first.'
        throw faults.exception('InvalidStateError', 'stop', 'AudioScheduledSourceNode', why)
      }
      this.#endAfter(Math.max(0, at - this.context.currentTime) * 1000)
    }

    /** A context that stands still ends nothing. */
    #endAfter(ms: number): void {
      if (this.context.state !== 'running' || !Number.isFinite(ms)) return
      clock.later(() => {
        if (!this.#ended) events.send(this, 'Event', 'ended')
        this.#ended = true
      }, ms)
    }
  }
  class AudioBufferSourceNode extends AudioScheduledSourceNode {
    loop = false
    loopStart = 0
    loopEnd = 0
    #buffer: AudioBuffer | null = null

    get buffer(): unknown {
      return this.#buffer
    }

    set buffer(value: unknown) {
      const owner = 'AudioBufferSourceNode'
      if (value !== null && !(value instanceof AudioBuffer))
        throw settingFailed('TypeError', 'buffer', owner, "Failed to convert value to 'AudioBuffer'.")
      if (value !== null && this.#buffer !== null) {
        const why = 'Cannot set buffer to non-null after it has been already been set to a non-null buffer'
        throw settingFailed('InvalidStateError', 'buffer', owner, why)
      }
      this.#buffer = value
    }

    override get playTime(): number {
      return this.loop ? Number.POSITIVE_INFINITY : (this.#buffer?.duration ?? 0) * 1000
    }
  }
  class OscillatorNode extends AudioScheduledSourceNode {
    #type = 'sine'

    get type(): string {
      return this.#type
    }

    set type(value: unknown) {
      if (value === 'custom') {
        const why = "'type' cannot be set directly to 'custom'.  Use setPeriodicWave() to create a custom Oscillator type."
        throw settingFailed('InvalidStateError', 'type', 'OscillatorNode', why)
      }
      // An unknown name of an enumeration changes nothing: Web IDL.
      if (['sine', 'square', 'sawtooth', 'triangle'].includes(String(value))) this.#type = String(value)
    }

    setPeriodicWave(): void {
      this.#type = 'custom'
    }
  }
  class AnalyserNode extends AudioNode {
    minDecibels = -100
    maxDecibels = -30
    smoothingTimeConstant = 0.8
    #size = 2048

    get fftSize(): number {
      return this.#size
    }

    set fftSize(value: unknown) {
      const size = Number(value)
      const why = (size & (size - 1)) !== 0 ? `The value provided (${size}) is not a power of two.` : ''
      const range = size < 32 || size > 32_768 ? `The FFT size provided (${size}) is outside the range [32, 32768].` : ''
      if (why + range !== '') throw settingFailed('IndexSizeError', 'fftSize', 'AnalyserNode', range || why)
      this.#size = size
    }

    get frequencyBinCount(): number {
      return this.#size / 2
    }

    getByteFrequencyData(data: Uint8Array): void {
      data.fill(0)
    }

    getByteTimeDomainData(data: Uint8Array): void {
      data.fill(128)
    }

    getFloatFrequencyData(data: Float32Array): void {
      data.fill(Number.NEGATIVE_INFINITY)
    }

    getFloatTimeDomainData(data: Float32Array): void {
      data.fill(0)
    }
  }

  const position = { positionX: 0, positionY: 0, positionZ: 0, orientationX: 1, orientationY: 0, orientationZ: 0 }
  const facing = { forwardX: 0, forwardY: 0, forwardZ: -1, upX: 0, upY: 1, upZ: 0 }
  const squeeze = { threshold: -24, knee: 30, ratio: 12, attack: 0.003, release: 0.25 }
  /** Class, parameters with their values, other properties; `createX` of a context makes an `XNode`. */
  const kinds: Record<string, [typeof AudioNode, Record<string, number>, object?]> = {
    GainNode: [AudioNode, { gain: 1 }],
    OscillatorNode: [OscillatorNode, { frequency: 440, detune: 0 }],
    AudioBufferSourceNode: [AudioBufferSourceNode, { playbackRate: 1, detune: 0 }],
    ConstantSourceNode: [AudioScheduledSourceNode, { offset: 1 }],
    BiquadFilterNode: [AudioNode, { frequency: 350, detune: 0, Q: 1, gain: 0 }, { type: 'lowpass' }],
    StereoPannerNode: [AudioNode, { pan: 0 }],
    PannerNode: [AudioNode, position, { panningModel: 'equalpower', setPosition() {}, setOrientation() {} }],
    DelayNode: [AudioNode, { delayTime: 0 }],
    DynamicsCompressorNode: [AudioNode, squeeze, { reduction: 0 }],
    ConvolverNode: [AudioNode, {}, { buffer: null, normalize: true }],
    WaveShaperNode: [AudioNode, {}, { curve: null, oversample: 'none' }],
    ChannelMergerNode: [AudioNode, {}],
    ChannelSplitterNode: [AudioNode, {}],
    AnalyserNode: [AnalyserNode, {}],
    ScriptProcessorNode: [AudioNode, {}, { onaudioprocess: null }],
    MediaElementAudioSourceNode: [AudioNode, {}],
    MediaStreamAudioDestinationNode: [AudioNode, {}],
  }
  type NodeClass = new (context: object, options?: Record<string, unknown>) => AudioNode
  const setOption = (node: Record<string, unknown>, name: string, value: unknown): void => {
    if (node[name] instanceof AudioParam) node[name].value = value
    else node[name] = value
  }
  const define = (name: string): NodeClass => {
    const [Parent, params, rest] = kinds[name]
    const Class = {
      [name]: class extends Parent {
        constructor(context: object, options: Record<string, unknown> = {}) {
          if (arguments.length === 0) throw faults.tooFew(1, 0, 'constructor', name)
          if (!(context instanceof (global.BaseAudioContext as new () => object)))
            throw faults.notA('BaseAudioContext', 'constructor', name)
          super(context as unknown as Context)
          for (const param of Object.keys(params)) {
            Object.assign(this, { [param]: new AudioParam(params[param], this.context) })
          }
          Object.assign(this, rest)
          for (const option of Object.keys(options)) setOption(this as never, option, options[option])
        }
      },
    }[name]
    global[name] = Class
    return Class
  }
  const classes: Record<string, () => NodeClass> = {}
  for (const name of Object.keys(kinds)) classes[name] = lazily(name, () => define(name))
  Object.assign(global, { AudioParam, AudioNode, AudioScheduledSourceNode, AudioBuffer })

  const params = (values: Record<string, number>, context: Context): Record<string, AudioParam> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new AudioParam(value, context)]))
  return {
    create: (name, context) => new (classes[name]())(context),
    buffer: (channels, length, rate) => new AudioBuffer({ numberOfChannels: channels, length, sampleRate: rate }),
    destination: (context) => Object.assign(new AudioNode(context as Context), { maxChannelCount: 2 }),
    listener: (context) => ({
      ...params({ ...position, ...facing }, context as Context),
      setPosition() {},
      setOrientation() {},
    }),
    addFactories: (prototype) => {
      for (const name of Object.keys(kinds)) {
        if (name.startsWith('Media')) continue
        const method = 'create' + name.replace(/^Audio|Node$/g, '')
        const value = function (this: object, option?: unknown): object {
          if (name === 'DelayNode' && option !== undefined && !(Number(option) > 0 && Number(option) < 180)) {
            const why = `The max delay time provided (${String(option)}) is outside the range (0, 180).`
            throw faults.exception('NotSupportedError', method, 'BaseAudioContext', why)
          }
          return new (classes[name]())(this)
        }
        Object.defineProperty(prototype, method, { value, writable: true, configurable: true })
      }
    },
  }
}
