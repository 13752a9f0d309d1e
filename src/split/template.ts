/**
 * The template of a task: its text without what a generator of prompts fills in (numbers, colours, shapes,
 * directions, keys, effects). Two prompts of one template ask for the same program, so they must not be split.
 */
import type { Seed } from '../record.ts'
import { sha256 } from '../sha256.ts'

/** Chinese slot words. Longer words come first where one contains another. */
const ZH_SLOTS = [
  // colours
  '[红橙黄绿青蓝紫粉灰白黑金银棕褐]色|[深浅暗亮淡][红橙黄绿青蓝紫粉灰]色?|随机颜色|彩色',
  // shapes
  '三角形|[四五六七八]边形|多边形|正方形|长方形|圆角矩形|椭圆形?|圆形|圆环|圆点|矩形|方块|方形|菱形|星形|五角星|心形|线段|小球|圆球',
  // directions and places
  '[左右][上下]角?|[上下左右](?:侧|方|边|角)?|顺时针|逆时针|水平|垂直|横向|纵向|中央|中心|顶部|底部|四周',
  // keys and pointer
  '方向键|空格键?|回车键?|数字键|字母键|鼠标[左右中]?键?|任意键|键盘|按键|键',
  // effects of an animation
  '淡入淡出|淡入|淡出|弹跳|抖动|闪烁|缩放|旋转|摇晃',
  // Chinese numbers before a measure word
  '[一二两三四五六七八九十百千]+(?=[个只种条块秒次关格颗名层行列倍])',
].join('|')

const EN_COLOURS =
  'red|orange|yellow|green|cyan|teal|blue|purple|violet|pink|magenta|gr[ae]y|white|black|gold(?:en)?|silver|brown|' +
  'lime|navy|indigo|turquoise|crimson|maroon|olive|coral|salmon|beige'
const EN_SHAPES =
  'triangles?|squares?|rectangles?|circles?|ellipses?|ovals?|diamonds?|rhombus(?:es)?|stars?|hexagons?|pentagons?|' +
  'octagons?|polygons?|hearts?|rings?|balls?|boxe?s?|blocks?|dots?'
const EN_DIRECTIONS =
  'left|right|up|down|top|bottom|upwards?|downwards?|leftwards?|rightwards?|horizontal(?:ly)?|vertical(?:ly)?|' +
  'clockwise|counter-?clockwise|anti-?clockwise|cent(?:er|re)|corners?|north|south|east|west'
const EN_KEYS =
  'wasd|arrow keys?|arrows?|space ?bar|space|enter|return|shift|ctrl|mouse|keyboard|keys?|button|[a-z] key'
const EN_NUMBERS = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|an?|the'
const EN_EFFECTS =
  'fad(?:e|es|ing)|fade-?(?:in|out)|bounc(?:e|es|ing)|shak(?:e|es|ing)|blink(?:s|ing)?|flash(?:es|ing)?|' +
  'scal(?:e|es|ing)|rotat(?:e|es|ing|ion)|puls(?:e|es|ing)|spin(?:s|ning)?'

const SLOTS = new RegExp(
  [
    '0x[0-9a-f]+|#[0-9a-f]{3,8}\\b',
    '\\d+(?:\\.\\d+)?',
    '"[^"]*"|“[^”]*”|「[^」]*」',
    `\\b(?:${[EN_COLOURS, EN_SHAPES, EN_DIRECTIONS, EN_KEYS, EN_NUMBERS, EN_EFFECTS].join('|')})\\b`,
    ZH_SLOTS,
  ].join('|'),
  'gi',
)

/** A single letter that is left names a key or an axis; what is no letter is layout. */
const LEFTOVERS = /(?<![a-z])[a-z](?![a-z])|[^\p{L}]+/gu

/** The text with its slots taken out: equal for two prompts of one template. '' when nothing but slots is left. */
export function maskTask(task: string): string {
  const text = task.normalize('NFKC').toLowerCase()
  const words = text.replace(SLOTS, ' ').replace(LEFTOVERS, ' ').trim()
  return words.replace(/ +/g, ' ').replace(/ (?=[^a-z])|(?<=[^a-z]) /g, '')
}

/** Keys that tie a prompt to its siblings: prompts that share one belong together. */
export function siblingKeys(promptId: string, seed: Seed): string[] {
  const masked = maskTask(seed.task)
  const keys = [`prompt:${promptId}`, `template:${masked === '' ? seed.task : masked}`]
  if (seed.family !== undefined && seed.family !== '') keys.push(`family:${seed.family}`)
  return keys.map((key) => sha256(key).slice(0, 24))
}
