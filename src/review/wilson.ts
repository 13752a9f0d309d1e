/** A share that was counted in a sample, with what it may be in truth. */
export interface Share {
  readonly n: number
  readonly count: number
  /** count / n; 0 of nothing. */
  readonly share: number
  /** The 95 % interval. */
  readonly low: number
  readonly high: number
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959964

/** Wilson's score interval (1927, doi:10.1080/01621459.1927.10502953): right for small samples and shares near 0 and 1 too. */
export function wilson(count: number, n: number): Share {
  if (n === 0) return { n, count, share: 0, low: 0, high: 1 }
  const share = count / n
  const weight = 1 + Z ** 2 / n
  const centre = (share + Z ** 2 / (2 * n)) / weight
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  // Rounding may leave these a hair off.
  const low = count === 0 ? 0 : Math.max(0, centre - half)
  return { n, count, share, low, high: count === n ? 1 : Math.min(1, centre + half) }
}
