import t from 'tap'
import { paintFor } from '../../bin/cli/colour.ts'

const [TERMINAL, PIPE] = [{ isTTY: true }, {}]

t.test('colour is for terminals that can show it, unless somebody says otherwise', async (t) => {
  const cases: [stream: { isTTY?: boolean }, argv: string[], env: Record<string, string>, coloured: boolean][] = [
    [TERMINAL, [], {}, true],
    [PIPE, [], {}, false],
    [TERMINAL, [], { NO_COLOR: '1' }, false],
    [TERMINAL, [], { NO_COLOR: '' }, true],
    [TERMINAL, [], { TERM: 'dumb' }, false],
    [TERMINAL, ['--color', 'never'], {}, false],
    [TERMINAL, ['x', '--color=never'], {}, false],
    [PIPE, ['--color=always'], { NO_COLOR: '1' }, true],
    [PIPE, [], { SFT_STREAM_COLOR: 'always' }, true],
    [TERMINAL, ['--color', 'auto'], { SFT_STREAM_COLOR: 'never' }, true],
    [TERMINAL, ['--color', 'always', '--color', 'never'], {}, false],
    [PIPE, ['--color'], {}, false],
  ]
  for (const [stream, argv, env, coloured] of cases) {
    t.equal(paintFor(stream, argv, env)('error', 'x') !== 'x', coloured, JSON.stringify([stream, argv, env]))
  }
})
