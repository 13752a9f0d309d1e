/** What a task says in numbers, colours, shapes, keys and directions. All is bounded: a seed is untrusted text. */
import type { Seed } from '../../../record.ts'
import { languageOf, type Language } from '../language.ts'

export type Shape = 'circle' | 'ellipse' | 'square' | 'rectangle' | 'triangle' | 'diamond' | 'hexagon' | 'star'
export type Trigger = 'wasd' | 'arrows' | 'space' | 'left-click' | 'right-click'

/** Facts found in a task; undefined where the task leaves it open. */
export interface Facts {
  readonly lang: Language
  /** Shades of the colour that the task names. */
  readonly color: readonly number[] | undefined
  readonly shape: Shape | undefined
  readonly trigger: Trigger | undefined
  /** px/s */
  readonly speed: number | undefined
  readonly degreesPerSecond: number | undefined
  readonly seconds: number | undefined
  /** px */
  readonly size: number | undefined
  readonly count: number | undefined
  /** px/s² */
  readonly gravity: number | undefined
  /** 1 = unchanged */
  readonly factor: number | undefined
  /** Columns and rows of a grid. */
  readonly grid: readonly [number, number] | undefined
  readonly direction: readonly [-1 | 0 | 1, -1 | 0 | 1] | undefined
  /** Text in quotation marks. */
  readonly quoted: string | undefined
}

/** Word of a task -> shades; the first match in task order wins nothing special: one colour is expected. */
const COLORS: readonly [RegExp, readonly number[]][] = [
  [/红|\bred\b/i, [0xff0000, 0xe53935, 0xe74c3c]],
  [/橙|\borange\b/i, [0xff9800, 0xffa500, 0xf39c12]],
  [/黄|\b(?:yellow|gold)/i, [0xffeb3b, 0xffff00, 0xf1c40f]],
  [/绿|\bgreen\b/i, [0x00ff00, 0x43a047, 0x2ecc71]],
  [/青|\b(?:cyan|teal)\b/i, [0x00ffff, 0x00bcd4, 0x1abc9c]],
  [/蓝|\bblue\b/i, [0x0000ff, 0x1e88e5, 0x3498db]],
  [/紫|\b(?:purple|violet)\b/i, [0x9b59b6, 0x8e24aa, 0x800080]],
  [/粉|\bpink\b/i, [0xff69b4, 0xf06292, 0xffc0cb]],
  [/灰|\bgr[ae]y\b/i, [0x808080, 0x9e9e9e, 0x95a5a6]],
  [/白|\bwhite\b/i, [0xffffff, 0xfafafa, 0xf5f5f5]],
]

const SHAPES: readonly [RegExp, Shape][] = [
  [/椭圆|\b(?:ellipses?|ovals?)\b/i, 'ellipse'],
  [/圆|小球|\b(?:circles?|discs?|balls?|dots?)\b/i, 'circle'],
  [/三角|\btriangles?\b/i, 'triangle'],
  [/菱形|\b(?:diamonds?|rhombus)\b/i, 'diamond'],
  [/六边|\bhexagons?\b/i, 'hexagon'],
  [/星形|五角星|\bstars?\b/i, 'star'],
  [/矩形|长方|\brectangles?\b/i, 'rectangle'],
  [/方块|正方|方形|\b(?:squares?|boxe?s?|blocks?)\b/i, 'square'],
]

const TRIGGERS: readonly [RegExp, Trigger][] = [
  [/wasd/i, 'wasd'],
  [/方向键|\b(?:arrow|cursor) ?keys?\b|\barrows\b/i, 'arrows'],
  [/空格|\bspace(?:bar)?\b/i, 'space'],
  [/鼠标左键|\bleft[- ](?:mouse|click|button)/i, 'left-click'],
  [/鼠标右键|\bright[- ](?:mouse|click|button)/i, 'right-click'],
]

/** Horizontal and vertical words are looked up apart, so that 左上 and "up and left" both give both. */
const LEFT = /左|\bleft(?!-click)/i
const RIGHT = /右|\bright(?!-click)/i
const UP = /上|\bup(?:wards?)?\b|\btop\b/i
const DOWN = /下|\bdown(?:wards?)?\b|\bbottom\b/i

const COUNTED =
  /(\d{1,5})\s{0,3}(?:个|格|只|种|条|颗|枚|点血|血|次|层|(?:[a-z-]{2,12}\s){0,2}(?:balls|boxes|squares|circles|stars|coins|items|objects|enemies|shapes|cards|bars|platforms|lives|levels|waves|hits|bullets|targets|particles|triangles|diamonds|hexagons|rectangles|ellipses|planets|skills|hearts|crates|blocks|gems|points)\b)/i

/** Reads a task. Never throws; linear in the length of the text. */
export function readFacts(seed: Seed): Facts {
  const task = seed.task.slice(0, 2000)
  const grid = /(\d{1,3})\s{0,3}[x×]\s{0,3}(\d{1,3})(?!\d)/i.exec(task)
  return {
    lang: languageOf(seed),
    color: COLORS.find(([word]) => word.test(task))?.[1],
    shape: SHAPES.find(([word]) => word.test(task))?.[1],
    trigger: TRIGGERS.find(([word]) => word.test(task))?.[1],
    speed:
      number(/(?:速度|力度|speed|velocity)[^\d，。；,.;]{0,12}(\d{1,5})/i, task, 10, 1200) ??
      number(/(\d{1,5})\s{0,3}的?(?:速度|px\/s|像素\/秒|pixels? (?:per|a) second)/i, task, 10, 1200),
    degreesPerSecond: number(/(\d{1,5}(?:\.\d{1,3})?)\s{0,3}(?:度|°|deg)/i, task, 1, 3600),
    seconds: number(/(\d{1,4}(?:\.\d{1,3})?)\s{0,3}(?:秒|seconds?\b|secs?\b|s\b)/i, task, 0.1, 120),
    size: number(/(\d{1,4})[\s-]{0,3}(?:像素(?!\/)|px\b(?!\/)|pixels?\b(?! (?:per|a) ))/i, task, 8, 160),
    count: number(COUNTED, task, 1, 40),
    gravity: number(/(?:重力|gravity)[^\d]{0,12}(\d{1,5})/i, task, 50, 2000),
    factor: factorOf(task),
    grid: grid ? [clamp(Number(grid[1]), 3, 24), clamp(Number(grid[2]), 3, 24)] : undefined,
    direction: directionOf(task),
    quoted: /["“「]([^"”」\n]{1,40})["”」]/.exec(task)?.[1],
  }
}

function number(pattern: RegExp, task: string, low: number, high: number): number | undefined {
  const found = pattern.exec(task)
  return found ? clamp(Number(found[1]), low, high) : undefined
}

function factorOf(task: string): number | undefined {
  const percent = number(/(\d{1,3})\s{0,3}%/, task, 1, 400)
  return percent === undefined ? number(/(\d(?:\.\d{1,3})?)\s{0,3}(?:倍|times\b)/i, task, 0.1, 4) : percent / 100
}

function directionOf(task: string): readonly [-1 | 0 | 1, -1 | 0 | 1] | undefined {
  const horizontal = RIGHT.test(task) ? 1 : LEFT.test(task) ? -1 : 0
  const vertical = DOWN.test(task) ? 1 : UP.test(task) ? -1 : 0
  return horizontal || vertical ? [horizontal, vertical] : undefined
}

/** The value, or the bound that it lies beyond. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
