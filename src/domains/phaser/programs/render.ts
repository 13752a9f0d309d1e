/** Writes what a pen collected as one program, in one of several styles that teachers use. */
import { quote, type Helper, type Part, type Pen, type SceneParts, type Style } from './pen.ts'
import { tidy } from './tidy.ts'

/** The choices that change the form of a program but not what it does. */
export interface Layout {
  readonly style: Style
  readonly constants: 'names' | 'object' | 'inline'
  /** Whether each step of the plan stands above its code. */
  readonly steps: boolean
  readonly config: 'named' | 'direct'
  readonly configFirst: boolean
  readonly type: string
  readonly background: string
}

/** Draws a layout; `wish` in [0, 1) chooses among the styles that the program allows. */
export function chooseLayout(pen: Pen, wish: number): Layout {
  const styles = pen.needs('Phaser.Scene') ? (['class'] as const) : pen.styles
  return {
    style: styles[Math.floor(wish * styles.length)]!,
    constants: pen.pick(['names', 'object', 'inline'] as const),
    steps: pen.chance(0.7),
    config: pen.pick(['named', 'direct'] as const),
    configFirst: pen.chance(0.5),
    type: pen.pick(['Phaser.AUTO', 'Phaser.AUTO', 'Phaser.CANVAS']),
    background: pen.pick(['#1d1f27', '#222222', '#10141f', '#2d2d2d', '#0f172a', '#263238']),
  }
}

/** The whole program as source text. */
export function render(pen: Pen, layout: Layout): string {
  const scenes = pen.scenes.map((scene, index) => renderScene(pen, scene, layout, index === pen.scenes.length - 1))
  const config = renderConfig(pen, layout)
  const named = [`const config = ${config};`, 'new Phaser.Game(config);']
  const start = layout.config === 'named' ? named : [`new Phaser.Game(${config});`]
  // Functions are hoisted, so only they can be named before they are written.
  const early = layout.style === 'functions' && layout.configFirst && layout.config === 'named'
  const parts = early ? [start[0]!, ...scenes, start[1]!] : [...scenes, ...start]
  return tidy([renderConstants(pen, layout), ...parts].filter((part) => part !== '').join('\n\n'))
}

function renderConstants(pen: Pen, layout: Layout): string {
  if (pen.constants.length === 0 || layout.constants === 'inline') return ''
  if (layout.constants === 'names') {
    return pen.constants.map(({ name, value, about }) => `const ${upper(name)} = ${value};${remark(about)}`).join('\n')
  }
  const fields = pen.constants.map(({ name, value, about }) => `${name}: ${value},${remark(about)}`)
  return ['const SETTINGS = {', ...fields, '};'].join('\n')
}

function remark(about: string): string {
  return about === '' ? '' : ` // ${about}`
}

function renderConfig(pen: Pen, layout: Layout): string {
  const fields = [
    `type: ${layout.type}`,
    `width: ${pen.width}`,
    `height: ${pen.height}`,
    `backgroundColor: ${quote(layout.background)}`,
    ...(pen.rank === 2 ? [`seed: [${quote(`seed-${1 + (pen.seed.task.length % 9)}`)}]`] : []),
    ...(pen.physics ? [`physics: { ${pen.physics} }`] : []),
    `scene: ${sceneList(pen, layout)}`,
  ]
  return `{\n${fields.join(',\n')}\n}`
}

function sceneList(pen: Pen, layout: Layout): string {
  const [first] = pen.scenes
  if (layout.style === 'functions') {
    return first!.update.length + pen.signals.length > 0 ? '{ preload, create, update }' : '{ preload, create }'
  }
  if (layout.style === 'object') return objectName(first!)
  return pen.scenes.length === 1 ? first!.key : `[${pen.scenes.map((scene) => scene.key).join(', ')}]`
}

function renderScene(pen: Pen, scene: SceneParts, layout: Layout, last: boolean): string {
  const inHelpers = needingScene(scene, layout.style)
  const to = (self: string) => (code: string) => translate(pen, scene, layout, inHelpers, self, code)
  const body = to('this')
  const signals = last ? signalLines(pen) : []
  const methods = [
    { name: 'preload', params: '', body: partsCode(scene.preload, layout, body) || nothingToLoad(pen) },
    { name: 'create', params: '', body: body(initialState(scene, layout)) + partsCode(scene.create, layout, body) },
  ]
  const update = partsCode(scene.update, layout, body) + body(signals.join('\n'))
  if (update !== '') {
    const params = /(?<![.\w])(?:time|delta)\b/.test(update) ? 'time, delta' : ''
    methods.push({ name: 'update', params, body: update })
  }

  if (layout.style === 'class') {
    const head = `class ${scene.key} extends Phaser.Scene {\nconstructor() {\nsuper(${quote(scene.key)});\n}\n`
    const helpers = scene.helpers.map((helper) => method(helper, helper.params, body(helper.code)))
    return [head, ...methods.map((part) => method(part, part.params, part.body)), ...helpers, '}'].join('\n')
  }
  const scened = layout.style === 'object' || scene.helpers.length > 0 ? to('scene') : body
  const helpers = scene.helpers.map((helper) => {
    const withScene = helper.params === '' ? 'scene' : `scene, ${helper.params}`
    const params = inHelpers.has(helper.name) ? withScene : helper.params
    return `${comment(helper)}function ${helper.name}(${params}) {\n${scened(helper.code)}\n}`
  })
  if (layout.style === 'functions') {
    const variables = scene.state.map(
      ({ name, initial }) => `let ${name}${initial === undefined ? '' : ` = ${body(initial)}`};`,
    )
    const functions = methods.map(({ name, params, body }) => `function ${name}(${params}) {\n${body}\n}`)
    return [variables.join('\n'), ...functions, ...helpers].filter((part) => part !== '').join('\n\n')
  }
  const fields = methods.map(({ name, params, body }) => `${name}(${params}) {\n${body}\n}`)
  const object = `const ${objectName(scene)} = {\nkey: ${quote(scene.key)},\n\n${fields.join(',\n\n')}\n};`
  return [...helpers, object].join('\n\n')
}

function method(part: { name: string; about?: string }, params: string, body: string): string {
  return `\n${comment(part)}${part.name}(${params}) {\n${body}\n}`
}

function comment({ about }: { about?: string }): string {
  return about ? `// ${about}\n` : ''
}

function partsCode(parts: readonly Part[], layout: Layout, body: (code: string) => string): string {
  return parts.map(({ step, code }) => `${layout.steps ? `// ${step}\n` : ''}${body(code)}\n\n`).join('')
}

function nothingToLoad(pen: Pen): string {
  return `// ${pen.pick(pen.facts.lang === 'zh'
    ? ['无需加载外部资源', '所有图形都由代码生成', '没有外部资源']
    : ['Nothing to load: all is drawn by code', 'No external assets are needed', 'Everything is made in create()'])}`
}

function initialState(scene: SceneParts, layout: Layout): string {
  if (layout.style === 'functions') return ''
  const given = scene.state.filter(({ initial }) => initial !== undefined)
  const lines = given.map(({ name, initial }) => `@${name} = ${initial};`)
  return lines.length > 0 ? `${lines.join('\n')}\n\n` : ''
}

function signalLines(pen: Pen): string[] {
  if (pen.signals.length === 0) return []
  const fields = pen.signals.map(({ name, expression }) => `${name}: ${expression}`)
  return [`window.__signals__ = { ${fields.join(', ')} };`]
}

/** Helpers that use the scene themselves or through another helper. */
function needingScene(scene: SceneParts, style: Style): Set<string> {
  const needing = new Set<string>()
  const uses = (helper: Helper) =>
    /\bthis\b/.test(helper.code) || [...helper.code.matchAll(/@(\w+)/g)].some(([, name]) => needing.has(name!))
  const stateful = (helper: Helper) => scene.state.some(({ name }) => new RegExp(`@${name}\\b`).test(helper.code))
  if (style !== 'functions') for (const helper of scene.helpers) if (stateful(helper)) needing.add(helper.name)
  // A helper may reach the scene only through others: as many rounds as helpers settle the longest chain.
  for (let round = 0; round < scene.helpers.length; round++) {
    for (const helper of scene.helpers) if (uses(helper)) needing.add(helper.name)
  }
  return needing
}

function translate(
  pen: Pen, scene: SceneParts, layout: Layout, needing: ReadonlySet<string>, self: string, code: string,
): string {
  const helpers = new Set(scene.helpers.map(({ name }) => name))
  const states = new Set(scene.state.map(({ name }) => name))
  const constants = new Map(pen.constants.map(({ name, value }) => [name, value]))
  return code
    .replace(/\bthis\b/g, self)
    .replace(/@(\w+)(\(\)?)?/g, (whole, name: string, call = '') => {
      if (helpers.has(name)) return helperCall(name, call, layout.style, needing.has(name) ? self : undefined)
      if (!states.has(name)) return whole
      return (layout.style === 'functions' ? name : `${self}.${name}`) + call
    })
    .replace(/\$(\w+)/g, (whole, name: string) => {
      const value = constants.get(name)
      if (value === undefined) return whole
      if (layout.constants === 'inline') return value
      return layout.constants === 'names' ? upper(name) : `SETTINGS.${name}`
    })
}

/** `@spawn(x)` -> `this.spawn(x)` in a class, `spawn(scene, x)` in a function that was given the scene. */
function helperCall(name: string, call: string, style: Style, self: string | undefined): string {
  if (style === 'class') return `this.${name}${call}`
  if (self === undefined || call === '') return name + call
  return call === '()' ? `${name}(${self})` : `${name}(${self}, `
}

function objectName(scene: SceneParts): string {
  return scene.key[0]!.toLowerCase() + scene.key.slice(1)
}

function upper(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => '_' + letter).toUpperCase()
}

