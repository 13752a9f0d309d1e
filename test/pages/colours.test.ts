import t from 'tap'
import { COLOURS, commonStyle } from '../../src/pages/colours.ts'

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

t.test('contrast is computed as WCAG does', async (t) => {
  t.equal(contrast('#ffffff', '#000000'), 21)
  t.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
})

t.test('text is readable on each ground, light and dark', async (t) => {
  const { ground, panel, line: _line, accent, 'on-accent': onAccent, ...texts } = COLOURS
  for (const at of [0, 1] as const) {
    for (const [name, pair] of Object.entries({ ...texts, accent })) {
      t.ok(contrast(pair[at], ground[at]) >= 4.5, `${name} on ground: ${contrast(pair[at], ground[at])}`)
      t.ok(contrast(pair[at], panel[at]) >= 4.5, `${name} on panel: ${contrast(pair[at], panel[at])}`)
    }
    t.ok(contrast(onAccent[at], accent[at]) >= 4.5)
  }
  for (const name of Object.keys(COLOURS)) t.equal(commonStyle().split(`--${name}: `).length, 3, name)
})
