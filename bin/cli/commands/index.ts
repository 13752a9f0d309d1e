import type { Command } from '../command.ts'

/** Every command, by name: loaded when it is called. A new one is a file beside this one and a line here. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run.ts')).run,
  seeds: async () => (await import('./seeds.ts')).seeds,
  requests: async () => (await import('./requests.ts')).requests,
  teach: async () => (await import('./teach.ts')).teach,
  parse: async () => (await import('./parse.ts')).parse,
  validate: async () => (await import('./validate.ts')).validateCommand,
  worker: async () => (await import('./worker.ts')).worker,
  repair: async () => (await import('./repair.ts')).repairCommand,
  report: async () => (await import('./report.ts')).report,
  review: async () => (await import('./review.ts')).review,
  status: async () => (await import('./status.ts')).status,
  official: async () => (await import('./official.ts')).official,
  select: async () => (await import('./select.ts')).selectCommand,
  split: async () => (await import('./split.ts')).split,
  leakage: async () => (await import('./leakage.ts')).leakage,
  diff: async () => (await import('./diff.ts')).diff,
  explain: async () => (await import('./explain.ts')).explain,
  verify: async () => (await import('./verify.ts')).verify,
  api: async () => (await import('./api.ts')).api,
  cache: async () => (await import('./cache.ts')).cache,
  doctor: async () => (await import('./doctor.ts')).doctor,
  schema: async () => (await import('./schema.ts')).schema,
  config: async () => (await import('./config.ts')).config,
  init: async () => (await import('./init.ts')).init,
  completion: async () => (await import('./completion.ts')).completion,
  help: async () => (await import('./help.ts')).help,
}

/** All of them, in this order. */
export async function allCommands(): Promise<Command[]> {
  return await Promise.all(Object.values(COMMANDS).map((load) => load()))
}
