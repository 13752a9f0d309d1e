import { strings } from './feature.ts'
import type { Format } from './format.ts'

const TASK = { prompt: 'instruction', query: 'input', system: 'system' }

/** The row as the contract has it. */
export const alpaca: Format = {
  name: 'alpaca',
  summary: 'system, instruction, input, output',
  formatting: 'alpaca',
  sample: {
    row: ({ turns: _turns, origin: _origin, trace: _trace, ...row }) => row,
    columns: { ...TASK, response: 'output' },
    features: strings('system', 'instruction', 'input', 'output'),
  },
  outputOf: ({ output }) => output,
  pair: {
    row: (pair) => pair,
    columns: { ...TASK, chosen: 'chosen', rejected: 'rejected' },
    features: strings('system', 'instruction', 'input', 'chosen', 'rejected'),
  },
  answer: {
    row: (answer) => answer,
    columns: { ...TASK, response: 'output', kto_tag: 'label' },
    features: [...strings('system', 'instruction', 'input', 'output'), { name: 'label', dtype: 'bool' }],
  },
}
