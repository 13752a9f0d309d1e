/** Objects that nobody sees. */
import type { Program } from 'estree'
import type { Edit } from '../../../src/domains/phaser/programs/edits.ts'
import { lastName, methodName, nodesOf, pick } from './mutation.ts'

const SHOWN = /^(?:rectangle|circle|ellipse|triangle|star|polygon|graphics|sprite|image|text|container|arc)$/

/** What shows and hides objects, or draws with one what another shows: there a first alpha of 0 may be right. */
const FADES = /^(?:alpha|setAlpha|visible|setVisible|generateTexture|createGeometryMask|createBitmapMask|setTexture)$/

/** An object is made with an alpha of 0, in a program that never fades anything. */
export function hideObject(ast: Program, random: () => number): Edit | undefined {
  if (nodesOf(ast, 'Identifier').some(({ name }) => FADES.test(name))) return undefined
  const calls = nodesOf(ast, 'CallExpression').filter(
    (call) =>
      call.callee.type === 'MemberExpression' &&
      lastName(call.callee.object) === 'add' &&
      SHOWN.test(methodName(call) ?? ''),
  )
  const call = pick(calls, random)
  return call && { from: call.range![1], to: call.range![1], text: '.setAlpha(0)' }
}
