import type { Observed } from '../../src/runtime/observed.ts'

/** What a run shows in which nothing happens and nothing goes wrong. */
export const QUIET: Observed = {
  renderer: 'canvas',
  asked: 'AUTO',
  games: 1,
  booted: true,
  frames: 120,
  scenes: [],
  errors: [],
  loads: [],
  missingTextures: [],
  console: [],
  listeners: [],
  keys: [],
  first: null,
  last: null,
  changes: { moved: 0, rotated: 0, scaled: 0, faded: 0, text: 0, spawned: 0, destroyed: 0 },
  signals: null,
}
