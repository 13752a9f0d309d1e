import fc from 'fast-check'
import t from 'tap'
import { Gate, type GateOptions, type Outcome, type Pass, type Tokens } from '../../../src/teacher/limits/gate.ts'
import { VirtualClock, settled } from './virtual-clock.ts'

const forever = (): AbortSignal => new AbortController().signal
const small: Tokens = { input: 1, output: 1 }

function gateOf(options: Partial<GateOptions> = {}): { gate: Gate; clock: VirtualClock } {
  const clock = new VirtualClock()
  return { gate: new Gate({ concurrency: 100, clock, ...options }), clock }
}

/** Sends calls through a gate and notes when each could go. */
function sender(gate: Gate, clock: VirtualClock): { sent: number[]; passes: Pass[]; send: (tokens?: Tokens) => void } {
  const sent: number[] = []
  const passes: Pass[] = []
  const send = (tokens = small): void => {
    void gate.enter(tokens, forever()).then((pass) => {
      sent.push(clock.now())
      passes.push(pass!)
    })
  }
  return { sent, passes, send }
}

t.test('without limits calls go at once, as many as are allowed at a time', async (t) => {
  const { gate, clock } = gateOf({ concurrency: 2 })
  const { sent, passes, send } = sender(gate, clock)
  for (let n = 0; n < 4; n++) send()
  await settled()
  t.equal(sent.length, 2)
  passes[0].leave('answered')
  await settled()
  t.equal(sent.length, 3)
  passes[1].leave('failed')
  await settled()
  t.equal(sent.length, 4)
  t.notOk(await clock.step(), 'no timer is left')
})

t.test('--rpm: the call that would be one too many in a minute waits for the first to be old enough', async (t) => {
  const { gate, clock } = gateOf({ rpm: 2 })
  const { sent, send } = sender(gate, clock)
  for (let n = 0; n < 5; n++) send()
  await settled()
  while (await clock.step());
  t.strictSame(sent, [0, 0, 61_000, 61_000, 122_000])
})

t.test('--tpm: input and output count together, or each for itself', async (t) => {
  const calls: Tokens[] = [
    { input: 50, output: 10 },
    { input: 30, output: 10 },
    { input: 1, output: 10 },
  ]
  const cases: [GateOptions['tpm'], number[]][] = [
    [100, [0, 0, 61_000]],
    [{ input: 80, output: 1000 }, [0, 0, 61_000]],
    [{ input: 1000, output: 20 }, [0, 0, 61_000]],
    [{ input: 1000, output: 1000 }, [0, 0, 0]],
  ]
  for (const [tpm, times] of cases) {
    const { gate, clock } = gateOf({ tpm })
    const { sent, send } = sender(gate, clock)
    for (const tokens of calls) send(tokens)
    await settled()
    while (await clock.step());
    t.strictSame(sent, times, JSON.stringify(tpm))
  }
})

t.test('what was not used makes room at once; of a lost call nobody knows, and its estimate stands', async (t) => {
  const cases: [Outcome, Tokens | undefined, isRoom: boolean][] = [
    ['answered', { input: 10, output: 5 }, true],
    ['answered', undefined, false],
    ['overloaded', undefined, true],
    ['failed', undefined, false],
  ]
  for (const [outcome, used, isRoom] of cases) {
    const { gate, clock } = gateOf({ tpm: 100 })
    const { sent, passes, send } = sender(gate, clock)
    send({ input: 10, output: 80 })
    send({ input: 10, output: 75 })
    await settled()
    passes[0].leave(outcome, used)
    await settled()
    t.equal(sent.length, isRoom ? 2 : 1, `${outcome} ${JSON.stringify(used)}`)
  }
})

t.test('a call that no minute has room for goes alone, and it is said', async (t) => {
  const said: string[] = []
  const { gate, clock } = gateOf({ tpm: { input: 1000, output: 50 }, notice: (message) => void said.push(message) })
  const { sent, send } = sender(gate, clock)
  send()
  t.strictSame(said, [])
  send({ input: 1, output: 80 })
  send()
  await settled()
  while (await clock.step());
  t.strictSame(sent, [0, 61_000, 122_000])
  t.match(said, [/--tpm/])
})

t.test('a large call is not overtaken for ever by small ones', async (t) => {
  const { gate, clock } = gateOf({ tpm: 100 })
  const order: string[] = []
  const go = (name: string, input: number): void => {
    void gate.enter({ input, output: 0 }, forever()).then(() => order.push(name))
  }
  go('first', 50)
  go('large', 90)
  go('small', 10)
  await settled()
  t.strictSame(order, ['first'])
  while (await clock.step());
  t.strictSame(order, ['first', 'large', 'small'])
})

t.test('an overload halves the calls at a time, and answers bring them back', async (t) => {
  const { gate, clock } = gateOf({ concurrency: 4 })
  const { passes, send } = sender(gate, clock)
  for (let n = 0; n < 12; n++) send()
  await settled()
  t.equal(passes.length, 4)
  for (const pass of passes.splice(0)) pass.leave('overloaded')
  await settled()
  t.equal(gate.window, 2)
  t.equal(passes.length, 2)
  for (const pass of passes.splice(0)) pass.leave('answered')
  await settled()
  t.equal(gate.window, 3)
  t.equal(passes.length, 3)
})

t.test('who is stopped gets no pass, holds no place, and leaves no timer', async (t) => {
  const { gate, clock } = gateOf({ rpm: 1 })
  const { sent, send } = sender(gate, clock)
  send()
  const stop = new AbortController()
  const stopped = gate.enter(small, stop.signal)
  send()
  await settled()
  stop.abort()
  t.equal(await stopped, undefined)
  while (await clock.step());
  t.strictSame(sent, [0, 61_000])
  t.equal(await gate.enter(small, stop.signal), undefined)
})

t.test('a stop of the last who waits leaves no timer that would keep the process alive', async (t) => {
  const { gate, clock } = gateOf({ rpm: 1 })
  await gate.enter(small, forever())
  const stop = new AbortController()
  const stopped = gate.enter(small, stop.signal)
  stop.abort()
  t.equal(await stopped, undefined)
  t.notOk(await clock.step())
})

t.test('whatever comes, no minute sees more calls or tokens than allowed, nor are too many under way', async (t) => {
  const call = fc.record({
    input: fc.integer({ min: 1, max: 30 }),
    output: fc.integer({ min: 1, max: 30 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    pause: fc.integer({ min: 0, max: 20_000 }),
    takes: fc.integer({ min: 0, max: 90_000 }),
    outcome: fc.constantFrom<Outcome>('answered', 'answered', 'overloaded', 'failed'),
  })
  const limits = fc.record({
    concurrency: fc.integer({ min: 1, max: 6 }),
    rpm: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    tpm: fc.oneof(
      fc.constant(undefined),
      fc.integer({ min: 60, max: 200 }),
      fc.record({ input: fc.integer({ min: 30, max: 99 }), output: fc.integer({ min: 30, max: 99 }) }),
    ),
  })
  await fc.assert(
    fc.asyncProperty(limits, fc.array(call, { maxLength: 25 }), async ({ concurrency, rpm, tpm }, calls) => {
      const { gate, clock } = gateOf({ concurrency, rpm, tpm })
      const sent: { at: number; used: Tokens }[] = []
      let underWay = 0
      let most = 0
      let start = 0
      for (const { input, output, share, pause, takes, outcome } of calls) {
        start += pause
        const used = { input: Math.floor(input * share), output: Math.floor(output * share) }
        const enter = async (): Promise<void> => {
          // As calls do: at once if nobody waits, else in turn.
          const pass = gate.tryEnter({ input, output }) ?? (await gate.enter({ input, output }, forever()))
          // A refusal used nothing; of a lost call nobody knows, so that its estimate may be the truth.
          const really = { answered: used, overloaded: { input: 0, output: 0 }, failed: { input, output } }[outcome]
          sent.push({ at: clock.now(), used: really })
          most = Math.max(most, ++underWay)
          clock.after(takes, () => {
            underWay--
            pass!.leave(outcome, outcome === 'answered' ? used : undefined)
          })
        }
        clock.after(start, () => void enter())
      }
      while (await clock.step());
      const sums = sent.map(({ at: from }) => {
        const minute = sent.filter(({ at }) => at >= from && at <= from + 60_000)
        const sum = (of: (used: Tokens) => number): number => minute.reduce((all, { used }) => all + of(used), 0)
        return { calls: minute.length, input: sum((used) => used.input), output: sum((used) => used.output) }
      })
      const allowed = (of: (sum: (typeof sums)[number]) => number, limit: number): boolean =>
        sums.every((sum) => of(sum) <= limit)
      return (
        sent.length === calls.length &&
        most <= concurrency &&
        (rpm === undefined || allowed((sum) => sum.calls, rpm)) &&
        (typeof tpm !== 'number' || allowed(({ input, output }) => input + output, tpm)) &&
        (typeof tpm !== 'object' || allowed(({ input }) => input, tpm.input)) &&
        (typeof tpm !== 'object' || allowed(({ output }) => output, tpm.output))
      )
    }),
  )
  t.pass()
})

t.test('nobody enters at once while another waits, beyond the window, or with more than a minute allows', async (t) => {
  const small = { input: 1, output: 1 }
  const { gate, clock } = gateOf({ concurrency: 1, tpm: 100 })
  t.equal(gate.tryEnter({ input: 90, output: 20 }), undefined)
  const pass = gate.tryEnter(small)
  t.ok(pass)
  t.equal(gate.tryEnter(small), undefined)
  const waiting = gate.enter(small, forever())
  pass!.leave('answered', small)
  t.equal(gate.tryEnter(small), undefined, 'the place is that of the one who waited')
  ;(await waiting)!.leave('answered', { input: 60, output: 38 })
  t.equal(gate.tryEnter(small), undefined, 'the tokens of the minute are used up')
  while (await clock.step());
})
