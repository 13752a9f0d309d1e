import type { CallExpression, Node } from 'estree'
import type { Check, CheckIssue } from '../../../checks/check.ts'
import { literalText, memberName, propertyName } from '../../../checks/scope.ts'
import { placeOf, walk } from '../../../checks/walk.ts'

/** Methods of the loader that fetch a file. */
const FILE_METHODS = new Set(
  (
    'animation aseprite atlas atlasXML audio audioSprite binary bitmapFont css font glsl html htmlTexture image json ' +
    'multiatlas obj pack plugin sceneFile scenePlugin script scripts spine spineAtlas spineBinary spineJson ' +
    'spritesheet svg text texture tilemapCSV tilemapImpact tilemapTiledJSON unityAtlas video xml'
  ).split(' '),
)

/** Properties of a file's configuration object that hold an address. */
const ADDRESS = /url$/i

export const externalAssets: Check = {
  id: 'external-assets',
  level: 'L1',
  meta: {
    description: 'Nothing is loaded from a file: textures are drawn, or come as data: URIs.',
    codes: { 'external-asset': 'a file is loaded that the program does not bring along' },
    reads: [],
  },
  run({ program }) {
    const issues: CheckIssue[] = []
    if (program) {
      walk(program.ast, (node) => {
        const address = node.type === 'CallExpression' ? loadedAddress(node) : undefined
        if (address === undefined) return
        const message = `'${address.slice(0, 80)}' is loaded from outside the program`
        issues.push({ code: 'external-asset', severity: 'error', message, ...placeOf(node) })
      })
    }
    return { issues }
  },
}

/** The address in a call like `this.load.image(key, address)`, when the text decides that it is outside. */
function loadedAddress({ callee, arguments: given }: CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'MemberExpression') return undefined
  if (memberName(callee.object) !== 'load' || !FILE_METHODS.has(memberName(callee) ?? '')) return undefined
  const [key, ...rest] = given
  // Without an address the loader makes one of the key.
  if (rest.length === 0 && key && literalText(key) !== undefined) return literalText(key)
  return [...(isConfig(key) ? [key] : []), ...rest.slice(0, 1)].flatMap((node) => addresses(node)).find(isOutside)
}

function isConfig(node: Node | undefined): node is Node {
  return node?.type === 'ObjectExpression' || node?.type === 'ArrayExpression'
}

/** The addresses in an argument: the text itself, each of a list, or the url fields of a configuration. */
function addresses(node: Node): string[] {
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => (element ? addresses(element) : []))
  if (node.type !== 'ObjectExpression') return [leadingText(node)]
  return node.properties.flatMap((property) => {
    if (property.type !== 'Property' || !ADDRESS.test(propertyName(property.key, property.computed) ?? '')) return []
    return addresses(property.value)
  })
}

/** What an expression surely begins with; '' when that is not known. */
function leadingText(node: Node): string {
  if (node.type === 'BinaryExpression' && node.operator === '+') return literalText(node) ?? leadingText(node.left)
  if (node.type === 'TemplateLiteral') return literalText(node) ?? node.quasis[0].value.cooked ?? ''
  return literalText(node) ?? ''
}

function isOutside(address: string): boolean {
  return address !== '' && !/^\s*(data|blob):/i.test(address)
}
