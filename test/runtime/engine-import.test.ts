import t from 'tap'
import { stripEngineImport } from '../../src/runtime/engine-import.ts'

const strip = (code: string) => stripEngineImport(code, 'Phaser', 'phaser')

t.test('the import of the engine goes, and every line keeps its number and column', async (t) => {
  for (const code of [
    "import Phaser from 'phaser'",
    'import Phaser from "phaser";',
    "  import * as Phaser from 'phaser';",
    "// a game\nimport Phaser from 'phaser'; start()",
  ]) {
    const { code: left, stripped } = strip(code)
    t.equal(stripped, true, code)
    t.notMatch(left, 'import', code)
    t.equal(left.length, code.length, code)
    t.equal(left.split('\n').length, code.split('\n').length, code)
  }
})

t.test('what is no import of the engine stays as it is', async (t) => {
  for (const code of [
    "import { Game } from 'phaser'",
    "import Phaser from 'phaser-ce'",
    "import P from 'phaser'",
    "const s = 'x' // import Phaser from 'phaser'",
    'Phaser.import()',
    '',
  ]) {
    t.strictSame(strip(code), { code, stripped: false }, code)
  }
})
