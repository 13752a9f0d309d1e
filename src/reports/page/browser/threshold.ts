/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The threshold of scores: what a row must have, and how many rows that keeps. Its text runs in the page, by the rule in
 * src/runtime/guest/kit.ts. `score`: rows by hundredth, of each difficulty.
 */
export function moveThreshold(score: Readonly<Record<string, readonly number[]>>): void {
  const slider = document.getElementById('threshold-score') as HTMLInputElement | null
  if (slider === null) return
  const shown = document.getElementById('threshold-shown')!
  const kept = document.getElementById('threshold-kept')!
  const command = document.getElementById('threshold-command')!
  const columns = document.querySelectorAll('#scores svg rect.bar')
  const from = (counts: readonly number[], at: number) => counts.slice(at).reduce((sum, each) => sum + each, 0)
  const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
  const move = (): void => {
    const at = Number(slider.value)
    const least = (at / 100).toFixed(2)
    const entries = Object.entries(score).filter(([, counts]) => from(counts, 0) > 0)
    const sum = (at: number) => entries.reduce((all, [, counts]) => all + from(counts, at), 0)
    const each = entries.map(([name, counts]) => name + ' ' + number(from(counts, at)))
    shown.textContent = least
    kept.textContent =
      'kept ' + number(sum(at)) + ' of ' + number(sum(0)) + ' rows at score ≥ ' + least + ': ' + each.join(', ')
    command.textContent = "jq -c 'select(.metadata.quality_score >= " + String(at / 100) + ")' train.jsonl"
    slider.setAttribute('aria-valuetext', least)
    for (const [column, bar] of columns.entries()) bar.classList.toggle('out', 2 * column + 1 < Math.min(at, 99))
  }
  slider.addEventListener('input', move)
  move()
}
