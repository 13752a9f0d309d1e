import t from 'tap'
import { askProbes, type Probe } from '../../../../src/domains/phaser/probes/ask.ts'
import { QUIET } from '../../../helpers/observed.ts'

t.test('a probe that cannot be read says why, and is no error of the program', async (t) => {
  const table: [Probe, RegExp][] = [
    [{ kind: 'flies' }, /no kind 'flies'/],
    [{ kind: 'moves', speed: 240 }, /speed/],
    [{ kind: 'moves', speed_px_s: 'fast' }, /speed_px_s/],
    [{ kind: 'moves', target: { colour: 1 } }, /target/],
    [{ kind: 'moves', severity: 'fatal' }, /severity/],
    [{ kind: 'moves-on-key' }, /key/],
  ]
  for (const [probe, fault] of table) {
    const [answered] = askProbes([probe], QUIET, '')
    t.match(answered.fault, fault)
    t.match(answered, { outcome: null, severity: 'warning' })
  }
})

t.test('a failing probe is an error unless it says otherwise', async (t) => {
  const answers = askProbes([{ kind: 'tilemap' }, { kind: 'tilemap', severity: 'warning' }], QUIET, '')
  t.same(
    answers.map(({ severity }) => severity),
    ['error', 'warning'],
  )
})

t.test('a program that was not run answers nothing', async (t) => {
  const [{ outcome }] = askProbes([{ kind: 'tilemap' }], null, '')
  t.equal(outcome?.answer, 'unknown')
})
