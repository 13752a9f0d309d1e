export interface Colours {
  /** Red, green, blue (0 to 255) and alpha (0 to 1) of a CSS colour; null when it is none. */
  parse(text: string): readonly [number, number, number, number] | null
  /** The colour as a canvas shows it: `#rrggbb` or `rgba(...)`; null when it is none. */
  shown(text: string): string | null
}

/** CSS colours: names, hex digits and the functions rgb(), hsl() and hwb(); newer functions are taken to be grey. */
export function makeColours(): Colours {
  type Colour = readonly [number, number, number, number]
  const NAMES =
    'aliceblue=f0f8ff antiquewhite=faebd7 aqua=00ffff aquamarine=7fffd4 azure=f0ffff beige=f5f5dc bisque=ffe4c4 ' +
    'black=000000 blanchedalmond=ffebcd blue=0000ff blueviolet=8a2be2 brown=a52a2a burlywood=deb887 ' +
    'cadetblue=5f9ea0 chartreuse=7fff00 chocolate=d2691e coral=ff7f50 cornflowerblue=6495ed cornsilk=fff8dc ' +
    'crimson=dc143c cyan=00ffff darkblue=00008b darkcyan=008b8b darkgoldenrod=b8860b darkgray=a9a9a9 ' +
    'darkgreen=006400 darkgrey=a9a9a9 darkkhaki=bdb76b darkmagenta=8b008b darkolivegreen=556b2f darkorange=ff8c00 ' +
    'darkorchid=9932cc darkred=8b0000 darksalmon=e9967a darkseagreen=8fbc8f darkslateblue=483d8b ' +
    'darkslategray=2f4f4f darkslategrey=2f4f4f darkturquoise=00ced1 darkviolet=9400d3 deeppink=ff1493 ' +
    'deepskyblue=00bfff dimgray=696969 dimgrey=696969 dodgerblue=1e90ff firebrick=b22222 floralwhite=fffaf0 ' +
    'forestgreen=228b22 fuchsia=ff00ff gainsboro=dcdcdc ghostwhite=f8f8ff gold=ffd700 goldenrod=daa520 gray=808080 ' +
    'green=008000 greenyellow=adff2f grey=808080 honeydew=f0fff0 hotpink=ff69b4 indianred=cd5c5c indigo=4b0082 ' +
    'ivory=fffff0 khaki=f0e68c lavender=e6e6fa lavenderblush=fff0f5 lawngreen=7cfc00 lemonchiffon=fffacd ' +
    'lightblue=add8e6 lightcoral=f08080 lightcyan=e0ffff lightgoldenrodyellow=fafad2 lightgray=d3d3d3 ' +
    'lightgreen=90ee90 lightgrey=d3d3d3 lightpink=ffb6c1 lightsalmon=ffa07a lightseagreen=20b2aa ' +
    'lightskyblue=87cefa lightslategray=778899 lightslategrey=778899 lightsteelblue=b0c4de lightyellow=ffffe0 ' +
    'lime=00ff00 limegreen=32cd32 linen=faf0e6 magenta=ff00ff maroon=800000 mediumaquamarine=66cdaa ' +
    'mediumblue=0000cd mediumorchid=ba55d3 mediumpurple=9370db mediumseagreen=3cb371 mediumslateblue=7b68ee ' +
    'mediumspringgreen=00fa9a mediumturquoise=48d1cc mediumvioletred=c71585 midnightblue=191970 mintcream=f5fffa ' +
    'mistyrose=ffe4e1 moccasin=ffe4b5 navajowhite=ffdead navy=000080 oldlace=fdf5e6 olive=808000 olivedrab=6b8e23 ' +
    'orange=ffa500 orangered=ff4500 orchid=da70d6 palegoldenrod=eee8aa palegreen=98fb98 paleturquoise=afeeee ' +
    'palevioletred=db7093 papayawhip=ffefd5 peachpuff=ffdab9 peru=cd853f pink=ffc0cb plum=dda0dd powderblue=b0e0e6 ' +
    'purple=800080 rebeccapurple=663399 red=ff0000 rosybrown=bc8f8f royalblue=4169e1 saddlebrown=8b4513 ' +
    'salmon=fa8072 sandybrown=f4a460 seagreen=2e8b57 seashell=fff5ee sienna=a0522d silver=c0c0c0 skyblue=87ceeb ' +
    'slateblue=6a5acd slategray=708090 slategrey=708090 snow=fffafa springgreen=00ff7f steelblue=4682b4 tan=d2b48c ' +
    'teal=008080 thistle=d8bfd8 tomato=ff6347 turquoise=40e0d0 violet=ee82ee wheat=f5deb3 white=ffffff ' +
    'whitesmoke=f5f5f5 yellow=ffff00 yellowgreen=9acd32'
  const named = (name: string): string | null => {
    const at = /^[a-z]+$/.test(name) ? ` ${NAMES} `.indexOf(` ${name}=`) : -1
    return at < 0 ? null : NAMES.slice(at + name.length + 1, at + name.length + 7)
  }
  const SYSTEM = / (canvas|canvastext|linktext|visitedtext|buttonface|buttontext|field|fieldtext|highlight|graytext) /
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value))

  const hex = (digits: string): Colour | null => {
    if (!/^([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.test(digits)) return null
    const long = digits.length > 4 ? digits : digits.replace(/./g, '$&$&')
    const [r, g, b, a = 255] = long.match(/../g)!.map((pair) => Number.parseInt(pair, 16))
    return [r, g, b, a / 255]
  }
  /** A number, a share of `whole`, or an angle in degrees; NaN when it is none. */
  const number = (text: string, whole: number): number => {
    const parts = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|rad|turn|grad)?$/.exec(text)
    if (parts === null) return text === 'none' ? 0 : Number.NaN
    const unit = { '%': whole / 100, deg: 1, rad: 180 / Math.PI, turn: 360, grad: 0.9 }[parts[2]] ?? 1
    return Number(parts[1]) * unit
  }
  const hue = (h: number, s: number, l: number): [number, number, number] => {
    const channel = (n: number) => {
      const k = (n + (((h % 360) + 360) % 360) / 30) % 12
      return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
    }
    return [channel(0), channel(8), channel(4)]
  }
  const called = (name: string, inside: string): Colour | null => {
    const parts = inside.includes(',') ? inside.split(',') : inside.replace('/', ' ').trim().split(/\s+/)
    const texts = parts.map((part) => part.trim())
    if (texts.length < 3 || texts.length > 4) return null
    const alpha = texts.length === 4 ? clamp(number(texts[3], 1), 1) : 1
    if (name === 'rgb' || name === 'rgba') {
      const [r, g, b] = texts.slice(0, 3).map((text) => Math.round(clamp(number(text, 255), 255)))
      return Number.isNaN(r + g + b + alpha) ? null : [r, g, b, alpha]
    }
    const h = number(texts[0], 360)
    const [x, y] = texts.slice(1, 3).map((text) => clamp(number(text, 1) / (text.endsWith('%') ? 1 : 100), 1))
    if (Number.isNaN(h + x + y + alpha)) return null
    const [r, g, b] = name.startsWith('hsl') ? hue(h, x, y) : hue(h, 1, 0.5).map((c) => c * (1 - x - y) + 255 * x)
    return [Math.round(clamp(r, 255)), Math.round(clamp(g, 255)), Math.round(clamp(b, 255)), alpha]
  }
  const read = (given: string): Colour | null => {
    const text = given.trim().toLowerCase()
    if (text[0] === '#') return hex(text.slice(1))
    const digits = named(text)
    if (digits !== null) return hex(digits)
    if (text === 'transparent') return [0, 0, 0, 0]
    if (text === 'currentcolor' || SYSTEM.test(` ${text} `)) return [0, 0, 0, 1]
    const call = /^(rgba?|hsla?|hwb)\(([^()]*)\)?$/.exec(text)
    if (call !== null) return called(call[1], call[2])
    return /^(lab|lch|oklab|oklch|color|color-mix|light-dark)\(.+\)$/.test(text) ? [128, 128, 128, 1] : null
  }

  const MAX_HELD = 500
  const held: Record<string, Colour | null | undefined> = { __proto__: null } as never
  let holds = 0
  const parse = (text: string): Colour | null => {
    const known = held[text]
    if (known !== undefined) return known
    const colour = read(text)
    if (holds++ < MAX_HELD) held[text] = colour
    return colour
  }
  return {
    parse,
    shown: (text) => {
      const colour = parse(text)
      if (colour === null) return null
      const [r, g, b, a] = colour
      if (a < 1) return `rgba(${r}, ${g}, ${b}, ${Number(a.toFixed(3))})`
      return '#' + [r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')
    },
  }
}
