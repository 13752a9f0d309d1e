/** Pieces of programs that many families share: shapes, textures, controls, texts. All return or add source text. */
import type { Shape, Trigger } from './facts.ts'
import { quote, type Pen, type Words } from './pen.ts'

const SHAPE_WORDS: Record<Shape, Words> = {
  circle: ['圆形', 'circle'],
  ellipse: ['椭圆', 'ellipse'],
  square: ['方块', 'square'],
  rectangle: ['矩形', 'rectangle'],
  triangle: ['三角形', 'triangle'],
  diamond: ['菱形', 'diamond'],
  hexagon: ['六边形', 'hexagon'],
  star: ['星形', 'star'],
}

/** Whether a word is the name of a shape. */
export function isShape(word: string): word is Shape {
  return Object.hasOwn(SHAPE_WORDS, word)
}

/** Pixels, as a number or as an expression of the program. */
type Coordinate = number | string

/** The name of a shape in the language of the seed. */
export function shapeName(pen: Pen, shape: Shape): string {
  return pen.say(...SHAPE_WORDS[shape])
}

/** Code that fills a shape of radius `r` (px) around a point with the Graphics named `brush`. */
export function fillShape(pen: Pen, brush: string, shape: Shape, x: Coordinate, y: Coordinate, r: number): string {
  switch (shape) {
    case 'circle':
      return `${brush}.fillCircle(${x}, ${y}, ${r});`
    case 'ellipse':
      return `${brush}.fillEllipse(${x}, ${y}, ${2 * r}, ${Math.round(1.2 * r)});`
    case 'square':
      return `${brush}.fillRect(${at(x, -r)}, ${at(y, -r)}, ${2 * r}, ${2 * r});`
    case 'rectangle':
      return `${brush}.fillRect(${at(x, -r)}, ${at(y, -0.6 * r)}, ${2 * r}, ${Math.round(1.2 * r)});`
    case 'triangle': {
      const corners = [[0, -r], [r, 0.8 * r], [-r, 0.8 * r]].map(([dx, dy]) => `${at(x, dx!)}, ${at(y, dy!)}`)
      return `${brush}.fillTriangle(${corners.join(', ')});`
    }
    case 'diamond':
      return polygonPath(brush, [[0, -r], [r, 0], [0, r], [-r, 0]].map(([dx, dy]) => [at(x, dx!), at(y, dy!)]))
    case 'hexagon':
      return pointsLoop(pen, brush, { corners: 6, outer: r, inner: r, x, y })
    case 'star':
      return pointsLoop(pen, brush, { corners: 10, outer: r, inner: Math.round(r * 0.45), x, y })
  }
}

/** A coordinate away from a base, in tenths of a pixel. */
function at(base: Coordinate, offset: number): string {
  return plus(base, Math.round(offset * 10) / 10)
}

function polygonPath(brush: string, points: readonly (readonly [string, string])[]): string {
  const [first, ...rest] = points
  return [
    `${brush}.beginPath();`,
    `${brush}.moveTo(${first!.join(', ')});`,
    ...rest.map((point) => `${brush}.lineTo(${point.join(', ')});`),
    `${brush}.closePath();`,
    `${brush}.fillPath();`,
  ].join(`\n`)
}

interface Polygon {
  corners: number
  outer: number
  inner: number
  x: Coordinate
  y: Coordinate
}

function pointsLoop(pen: Pen, brush: string, { corners, outer, inner, x, y }: Polygon): string {
  const points = pen.pick(['points', 'corners', 'outline'])
  const radius = outer === inner ? String(outer) : 'radius'
  return [
    `const ${points} = [];`,
    `for (let corner = 0; corner < ${corners}; corner += 1) {`,
    ...(outer === inner ? [] : [`const radius = corner % 2 === 0 ? ${outer} : ${inner};`]),
    `const angle = (corner * Math.PI * 2) / ${corners} - Math.PI / 2;`,
    `${points}.push(new Phaser.Math.Vector2(${plus(x, `Math.cos(angle) * ${radius}`)}, ${plus(y, `Math.sin(angle) * ${radius}`)}));`,
    '}',
    `${brush}.fillPoints(${points}, true);`,
  ].join(`\n`)
}

function plus(base: Coordinate, offset: Coordinate): string {
  if (base === 0) return String(offset)
  if (typeof offset === 'string') return `${base} + ${offset}`
  if (typeof base === 'number') return String(base + offset)
  return offset === 0 ? base : offset < 0 ? `${base} - ${-offset}` : `${base} + ${offset}`
}

export interface Thing {
  /** The state variable that holds it. */
  name: string
  shape: Shape
  color: string
  size: number
  x: Coordinate
  y: Coordinate
}

/** As `drawShape`, into a state variable. */
export function drawThing(pen: Pen, { name, ...thing }: Thing): string {
  return drawShape(pen, { target: `@${name}`, ...thing })
}

interface Drawn extends Omit<Thing, 'name'> {
  /** What it is assigned to: `@hero`, or `const hero`. */
  target: string
}

/** Creates a Graphics object with the shape around its own origin, so that it can be moved, turned and scaled. */
export function drawShape(pen: Pen, { target, shape, color, size, x, y }: Drawn): string {
  const me = target.replace('const ', '')
  const fill = `${me}.fillStyle(${color}, 1);
    ${fillShape(pen, me, shape, 0, 0, Math.round(size / 2))}`
  return pen.chance(0.5)
    ? `${target} = this.add.graphics({ x: ${x}, y: ${y} });
      ${fill}`
    : `${target} = this.add.graphics();
      ${fill}
      ${me}.setPosition(${x}, ${y});`
}

/** Creates a Shape object, `size` px wide. */
export function addShape({ target, shape, color, size, x, y }: Drawn): string {
  const radius = Math.round(size / 2)
  const at = `${x}, ${y}`
  switch (shape) {
    case 'circle':
      return `${target} = this.add.circle(${at}, ${radius}, ${color});`
    case 'ellipse':
      return `${target} = this.add.ellipse(${at}, ${size}, ${Math.round(0.6 * size)}, ${color});`
    case 'square':
      return `${target} = this.add.rectangle(${at}, ${size}, ${size}, ${color});`
    case 'rectangle':
      return `${target} = this.add.rectangle(${at}, ${size}, ${Math.round(0.6 * size)}, ${color});`
    case 'triangle':
      return `${target} = this.add.triangle(${at}, 0, ${size}, ${radius}, 0, ${size}, ${size}, ${color});`
    case 'diamond':
      return `${target} = this.add.polygon(${at}, [${radius}, 0, ${size}, ${radius}, ${radius}, ${size}, 0, ${radius}], ${color});`
    case 'hexagon':
      return `${target} = this.add.polygon(${at}, [${hexagonCorners(radius).join(', ')}], ${color});`
    case 'star':
      return `${target} = this.add.star(${at}, 5, ${Math.round(0.45 * radius)}, ${radius}, ${color});`
  }
}

/** Corners of a hexagon in its own square, x and y in turn. */
function hexagonCorners(radius: number): number[] {
  return [0, 1, 2, 3, 4, 5].flatMap((corner) => {
    const angle = (corner * Math.PI) / 3
    return [radius + radius * Math.cos(angle), radius + radius * Math.sin(angle)].map((each) => Math.round(each))
  })
}

/** Adds a texture of a shape, drawn by code before create() runs. `size` is its width and height in px. */
export function texture(pen: Pen, key: string, shape: Shape, color: string, size: number): void {
  const brush = pen.pick([`${key}Art`, `${key}Brush`, `${key}Shape`])
  const start = pen.needs('Phaser.GameObjects.Graphics') || pen.chance(0.5)
    ? `const ${brush} = this.add.graphics();`
    : `const ${brush} = this.make.graphics({ x: 0, y: 0 }, false);`
  // A scope of its own: two star textures would otherwise declare the same list of points.
  const fill = fillShape(pen, brush, shape, size / 2, size / 2, size / 2)
  const scoped = fill.startsWith('const ') ? `{
      ${fill}
    }` : fill
  pen.preload(
    [`用代码生成${shapeName(pen, shape)}纹理 ${key}`, `Make the ${shapeName(pen, shape)} texture ${key} by code`],
    `
      ${start}
      ${brush}.fillStyle(${color}, 1);
      ${scoped}
      ${brush}.generateTexture('${key}', ${size}, ${size});
      ${brush}.destroy();
    `,
  )
}

/** Creates the movement keys in the state variable `name`: {left, right, up, down}; arrow keys, or WASD. */
export function moveKeys(pen: Pen, name: string): void {
  pen.state(name)
  const codes = pen.facts.trigger === 'wasd' ? ['W', 'S', 'A', 'D'] : ['UP', 'DOWN', 'LEFT', 'RIGHT']
  const plain = codes[0] === 'UP' && !pen.needs('Phaser.Input.Keyboard.KeyCodes') && pen.chance(0.5)
  const sides = ['up', 'down', 'left', 'right']
  const fields = sides.map((side, index) => `${side}: Phaser.Input.Keyboard.KeyCodes.${codes[index]}`)
  pen.create(
    codes[0] === 'W' ? ['监听 WASD 按键', 'Listen to the WASD keys'] : ['监听方向键', 'Listen to the arrow keys'],
    plain
      ? `@${name} = this.input.keyboard.createCursorKeys();`
      : `@${name} = this.input.keyboard.addKeys({
          ${fields.join(`,
`)}
          });`,
  )
}

/** The axis expression of two keys: -1, 0 or 1. */
export function axis(name: string, negative: string, positive: string): string {
  return `(@${name}.${positive}.isDown ? 1 : 0) - (@${name}.${negative}.isDown ? 1 : 0)`
}

const KEY_OF: Record<Trigger, string | undefined> = {
  wasd: 'W',
  arrows: 'UP',
  space: 'SPACE',
  'left-click': undefined,
  'right-click': undefined,
}

/** Code that runs `action` on the key or button that the task names (default: the space bar). */
export function onTrigger(pen: Pen, action: string, fallback: Trigger = 'space'): string {
  const trigger = pen.facts.trigger ?? fallback
  const key = KEY_OF[trigger]
  if (key === undefined) {
    const button = trigger === 'right-click' ? 'right' : 'left'
    const hush = button === 'right' ? `this.input.mouse.disableContextMenu();
` : ''
    return `${hush}this.input.on('pointerdown', (pointer) => {
        if (pointer.${button}ButtonDown()) {
          ${action}
        }
      });`
  }
  if (pen.needs('Phaser.Input.Keyboard.KeyCodes') || pen.chance(0.4)) {
    return `const triggerKey = this.input.keyboard.addKey(Phaser.Input.Keyboard.KeyCodes.${key});
      triggerKey.on('down', () => {
        ${action}
      });`
  }
  return `this.input.keyboard.on('keydown-${key}', () => {
      ${action}
    });`
}

/** The name of the trigger for texts on the screen. */
export function triggerName(pen: Pen, fallback: Trigger = 'space'): string {
  const names: Record<Trigger, Words> = {
    wasd: ['W 键', 'W'],
    arrows: ['上方向键', 'the up arrow'],
    space: ['空格键', 'space'],
    'left-click': ['鼠标左键', 'the left button'],
    'right-click': ['鼠标右键', 'the right button'],
  }
  return pen.say(...names[pen.facts.trigger ?? fallback])
}

/** A text in a corner, held in the state variable `name`, showing an expression. */
export function hud(pen: Pen, name: string, expression: string, row = 0): void {
  pen.state(name)
  const size = pen.pick([18, 20, 22, 24])
  const style = pen.pick([
    `{ fontSize: '${size}px', color: '#ffffff' }`,
    `{ fontFamily: 'monospace', fontSize: '${size}px', color: '#f5f5f5' }`,
  ])
  const pin = pen.pick(['.setScrollFactor(0)', '.setScrollFactor(0).setDepth(10)'])
  pen.create(
    ['在左上角显示状态文字', 'Show the state in the top left corner'],
    `@${name} = this.add.text(16, ${16 + 32 * row}, ${expression}, ${style})${pin};`,
  )
}

/** A centred text as an expression. */
export function banner(pen: Pen, words: Words | string, size = 40): string {
  const text = quote(typeof words === 'string' ? words : pen.say(...words))
  return `this.add.text(${pen.centreX}, ${pen.centreY}, ${text}, { fontSize: '${size}px', color: '#ffffff' }).setOrigin(0.5)`
}

/** A hint at the lower edge. */
export function hint(pen: Pen, words: Words): void {
  const style = `{ fontSize: '${pen.pick([16, 18])}px', color: '${pen.pick(['#aaaaaa', '#cccccc', '#b0bec5'])}' }`
  pen.create(
    ['显示操作提示', 'Show how to play'],
    `this.add.text(${pen.centreX}, ${pen.height - 30}, ${quote(pen.say(...words))}, ${style}).setOrigin(0.5);`,
  )
}
