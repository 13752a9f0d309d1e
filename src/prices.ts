/** The price table of the project file. */
import * as z from 'zod'

const perMillion = z.number().nonnegative()

/** USD for a million tokens, as providers quote them. */
const priceSchema = z.strictObject({
  input: perMillion,
  output: perMillion,
  /** Input tokens that come from the provider's prompt cache; without it, as any other input. */
  cached: perMillion.optional(),
  /** Input tokens that are written to it. */
  cache_write: perMillion.optional(),
  /** First day of the price, YYYY-MM-DD, UTC. */
  since: z.iso.date().optional(),
})

/** By the name of the model as it is asked for. Several prices: the latest one that has begun counts. */
export const pricesSchema = z.record(z.string(), z.union([priceSchema, z.array(priceSchema).min(1)]))

export type Price = z.infer<typeof priceSchema>
export type Prices = z.infer<typeof pricesSchema>
