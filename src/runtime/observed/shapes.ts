/** Bounded shapes that observations are made of: what an untrusted child says has no other ends. */
import * as z from 'zod'

export const number = z.number()
export const count = z.number().nonnegative()
export const name = z.string().max(100)
export const short = z.string().max(200)
export const names = z.array(name).max(200)

/** How often something happened, by name. */
export const tally = boundedRecord(count, 100)

/** A record of at most `max` entries with keys of at most 100 characters. */
export function boundedRecord<T extends z.ZodType>(value: T, max: number) {
  return z.record(name, value).refine((record) => Object.keys(record).length <= max, `at most ${max} entries`)
}
