import type { Format } from './format.ts'

const COLUMNS = ['system', 'instruction', 'input', 'output']

/** The row as the contract has it. */
export const alpaca: Format = {
  name: 'alpaca',
  summary: 'system, instruction, input, output',
  row: ({ turns: _, ...row }) => row,
  formatting: 'alpaca',
  columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system' },
  features: COLUMNS.map((name) => ({ name, dtype: 'string' })),
}
