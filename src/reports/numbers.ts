/** Numbers as people read them, the same on every machine. */

/** 1234567 -> '1,234,567' */
export function count(value: number): string {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 1, 3 -> '33.3 %'; of nothing: '-' */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}
