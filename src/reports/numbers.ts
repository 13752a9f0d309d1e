/** Numbers as people read them, the same on every machine. */

/** 1234567 -> '1,234,567' */
export function count(value: number): string {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 1, 3 -> '33.3 %'; of nothing: '-' */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}

/** USD: 12.5 -> '$12.50', 0.01234 -> '$0.0123'; unknown: '$?' */
export function usd(value: number | null): string {
  if (value === null) return '$?'
  return `$${value.toFixed(value !== 0 && value < 1 ? 4 : 2)}`
}
