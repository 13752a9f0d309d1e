/** The colours of our pages, as custom properties: `var(--name)`. */

/**
 * Name → [light, dark]. Everything but `line` is text on `ground` and on `panel` with a contrast of 4.5 at least, as
 * WCAG 2.2 asks at level AA (1.4.3); `on-accent` is text on `accent`. A test computes them all.
 */
export const COLOURS = {
  ground: ['#ffffff', '#14171c'],
  panel: ['#f3f5f8', '#1e232b'],
  line: ['#c5ccd6', '#3c4654'],
  text: ['#1b1f26', '#e8ebf0'],
  quiet: ['#525b69', '#a7b1bf'],
  accent: ['#1f5fa8', '#79b0f0'],
  'on-accent': ['#ffffff', '#0d1420'],
  good: ['#1b6b36', '#6cc88a'],
  bad: ['#b3261e', '#ff9a90'],
  warn: ['#8a4b00', '#ffb454'],
  'code-keyword': ['#7a2d9c', '#d29bf0'],
  'code-string': ['#1b6b36', '#8fd6a5'],
  'code-number': ['#9c3d00', '#ffb27a'],
  'code-comment': ['#5a6472', '#9aa5b4'],
} as const

/** Style rules that define them, and what every page of ours has in common. */
export function commonStyle(): string {
  const list = (at: 0 | 1) =>
    Object.entries(COLOURS)
      .map(([name, pair]) => `--${name}: ${pair[at]}`)
      .join('; ')
  return `:root { color-scheme: light dark; ${list(0)} }
@media (prefers-color-scheme: dark) { :root { ${list(1)} } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
[hidden] { display: none !important }
`
}
