/** Values that many families draw from, with their words in both languages. Data. */
import type { Option, Words } from '../../seed-library.ts'

/** Name, 0xRRGGBB, words. Far enough apart to be told from each other on a dark background. */
const COLORS: readonly (readonly [id: string, value: number, words: Words])[] = [
  ['red', 0xe53935, ['红色', 'red']],
  ['orange', 0xfb8c00, ['橙色', 'orange']],
  ['yellow', 0xfdd835, ['黄色', 'yellow']],
  ['lime', 0xaeea00, ['黄绿色', 'lime']],
  ['green', 0x43a047, ['绿色', 'green']],
  ['teal', 0x009688, ['青绿色', 'teal']],
  ['cyan', 0x00bcd4, ['青色', 'cyan']],
  ['blue', 0x1e88e5, ['蓝色', 'blue']],
  ['purple', 0x8e24aa, ['紫色', 'purple']],
  ['pink', 0xec407a, ['粉色', 'pink']],
  ['white', 0xfafafa, ['白色', 'white']],
  ['grey', 0x9e9e9e, ['灰色', 'grey']],
]

const SHAPES: readonly (readonly [id: string, words: Words, plural: string])[] = [
  ['circle', ['圆形', 'circle'], 'circles'],
  ['square', ['方块', 'square'], 'squares'],
  ['triangle', ['三角形', 'triangle'], 'triangles'],
  ['rectangle', ['矩形', 'rectangle'], 'rectangles'],
  ['ellipse', ['椭圆', 'ellipse'], 'ellipses'],
  ['diamond', ['菱形', 'diamond'], 'diamonds'],
  ['hexagon', ['六边形', 'hexagon'], 'hexagons'],
  ['star', ['五角星', 'star'], 'stars'],
]

/** Letters that are far from the arrow keys and from WASD, and no browser shortcut. */
const KEYS = ['B', 'C', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'P', 'Q', 'R', 'T', 'V', 'X', 'Z']

/** By kind: what a slot that names the kind may take. */
export const VOCABULARY: ReadonlyMap<string, readonly Option[]> = new Map<string, readonly Option[]>([
  ['color', COLORS.map(([id, value, words]) => ({ id, value, words, forms: { hex: both(hexOf(value)) } }))],
  ['shape', SHAPES.map(([id, words, plural]) => ({ id, value: id, words, forms: { plural: [words[0], plural] } }))],
  ['key', KEYS.map((key) => ({ id: key, value: key, words: [`${key} 键`, key], forms: {} }))],
])

function hexOf(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`
}

function both(text: string): Words {
  return [text, text]
}

/** A number as an option: as it is, as ms in seconds, as a factor in percent. */
export function numberOption(value: number): Option {
  const forms = { seconds: both(rounded(value / 1000)), percent: both(rounded(value * 100)) }
  return { id: value, value, words: both(String(value)), forms }
}

function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
