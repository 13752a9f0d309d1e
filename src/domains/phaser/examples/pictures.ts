/** What to draw in place of a picture that is not there: its kind, size and colour, from the words of its name. */
import { sha256 } from '../../../sha256.ts'
import type { PainterName } from './painters.ts'

interface Kind {
  readonly painter: PainterName
  /** px of the usual picture of this kind. */
  readonly width: number
  readonly height: number
  readonly colour?: number
}

const kind = (painter: PainterName, width: number, height = width, colour?: number): Kind =>
  colour === undefined ? { painter, width, height } : { painter, width, height, colour }

/** Words of keys and file names, and what they are pictures of; the first match counts. */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/particle|flare|spark|smoke|fire|flame|glow|muzzle|explo|boom|blast|dust/, kind('paintGlow', 32, 32, 0xffa63d)],
  [/platform|\bground|floor|ledge/, kind('paintBlock', 400, 32, 0x6b8e4e)],
  [/paddle/, kind('paintBlock', 104, 24, 0x5dade2)],
  [/button|panel|bar\b|banner/, kind('paintBlock', 160, 48)],
  [/bullet|missile|rocket|laser|lazer|beam|shot|arrow/, kind('paintBullet', 12, 28, 0xffe066)],
  [/\bstars?\d*\b/, kind('paintStar', 24, 24, 0xffd54a)],
  [
    /skies|sky|back(?:ground|drop)?|\bbg\d*|space\d*$|nebula|starfield|backdrops|pics|landscape|mountain|clouds?/,
    kind('paintBackdrop', 800, 600, 0x3a6ea5),
  ],
  [/gem|diamond|ruby|crystal|jewel|prism|emerald/, kind('paintGem', 32)],
  [/card/, kind('paintCard', 80, 112)],
  [/coin|ring|bonus|pickup/, kind('paintBall', 32, 32, 0xf6c945)],
  [/ball|orb|planet|moon|sun|bubble|bomb|asteroid|rock|atom|dot|circle|wheel|shinyball|aqua/, kind('paintBall', 32)],
  [/crate|box|block|brick|tile|wall|chest|wood|square|stone|chunk|card|door/, kind('paintBlock', 64, 64)],
  [/ship|fighter|plane|ufo|tank|car\b|jet|squadron|shuttle|starship/, kind('paintShip', 48)],
  [
    /melon|apple|fruit|carrot|veg|cherry|onion|mushroom|tree|plant|flower|pineapple|orange|pumpkin/,
    kind('paintFruit', 32),
  ],
  [/heart|life/, kind('paintHeart', 32, 32, 0xe74c3c)],
  [
    /dude|player|hero|man|girl|boy|knight|mummy|alien|enemy|baddie|invader|monster|zombie|robot|bot\b|ninja|soldier|ghost|cat|dog|fish|bird|bee|bat|dragon|elephant|eye|face|head|npc|sonic|mario|phaser-?dude|walker|runner|clown|trooper/,
    kind('paintFigure', 48, 64),
  ],
]

const OTHER = kind('paintBadge', 64)

export interface Picture {
  readonly painter: PainterName
  readonly width: number
  readonly height: number
  /** 0xRRGGBB */
  readonly colour: number
}

/** The picture for a key; `address` is where the program had it from. */
export function pictureFor(key: string, address = ''): Picture {
  const name = address
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '')
  const folders = address.split('/').slice(0, -1).join(' ')
  const texts = [key, name, folders].map((text) => text.toLowerCase().replace(/[_-]+/g, ' '))
  const found = texts.map((text) => KINDS.find(([words]) => words.test(text))?.[1]).find((each) => each !== undefined)
  const { painter, width, height, colour } = found ?? OTHER
  return { painter, width, height, colour: colourOf(key, name) ?? colour ?? colourFrom(key) }
}

const COLOURS: Readonly<Record<string, number>> = {
  red: 0xe74c3c,
  green: 0x2ecc71,
  blue: 0x3498db,
  yellow: 0xf1c40f,
  orange: 0xe67e22,
  purple: 0x9b59b6,
  pink: 0xff7eb6,
  white: 0xf5f5f5,
  black: 0x2b2b2b,
  grey: 0x95a5a6,
  gray: 0x95a5a6,
  silver: 0xbdc3c7,
  gold: 0xf6c945,
  brown: 0x8e6e53,
  cyan: 0x1abc9c,
  aqua: 0x48c9b0,
}
const COLOUR_WORD = new RegExp(Object.keys(COLOURS).join('|'), 'i')

/** The colour that a name says. */
function colourOf(...names: readonly string[]): number | undefined {
  const word = names.map((name) => COLOUR_WORD.exec(name)?.[0].toLowerCase()).find((each) => each !== undefined)
  return word === undefined ? undefined : COLOURS[word]
}

/** A colour of good contrast for a name that says none: always the same one. */
function colourFrom(key: string): number {
  const palette = [0xe67e22, 0x3498db, 0x2ecc71, 0x9b59b6, 0xe74c3c, 0x1abc9c, 0xf1c40f, 0xff7eb6, 0x5dade2, 0xa3cb38]
  return palette[parseInt(sha256(key).slice(0, 6), 16) % palette.length]
}
