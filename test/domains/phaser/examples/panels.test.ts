import t from 'tap'
import { adapt } from '../../../../src/domains/phaser/examples/adapt.ts'

const programOf = (create: string, rest = '') =>
  `class Example extends Phaser.Scene {\n  gui;\n  create () {\n    const star = this.add.star(9, 9);\n${create}  }\n${rest}}\nnew Phaser.Game({ scene: Example });\n`

const adapted = (source: string) => adapt(source, { sizeOf: () => undefined, textOf: () => undefined })

t.test('a panel goes with all that is put on it, the rest stays', async (t) => {
  const cases = [
    "    const gui = new dat.GUI({ width: 300 });\n    gui.add(star, 'x', 0, 9).listen();\n",
    "    this.gui = new dat.GUI();\n    const folder = this.gui.addFolder('Star');\n    folder.add(star, 'y').onChange(() => star.setX(1));\n    folder.open();\n",
    "    new dat.GUI().add(star, 'x');\n",
  ]
  for (const panel of cases) t.strictSame(adapted(programOf(panel)), { code: programOf(''), assets: 'none' }, panel)
})

t.test('a panel that is more than that makes the program unusable', async (t) => {
  const cases = [
    '    this.fill(new dat.GUI());\n',
    '    const gui = new dat.GUI();\n    this.fill(gui);\n',
    '    const gui = new dat.GUI();\n    if (star.x) gui.add(star, "x");\n',
    '    const gui = new dat.GUI(), text = "x";\n    gui.add(star, text);\n',
    '    this.gui = new dat.GUI();\n    star.setX(this.gui.width);\n',
  ]
  for (const panel of cases)
    t.match(adapted(programOf(panel, '  fill (gui) { gui.open(); }\n')), { reason: 'needs-library' }, panel)
})

t.test('where there is no panel, the same names mean something else', async (t) => {
  const source = programOf('    const gui = this.add.text(0, 0, "dat");\n    gui.setText("GUI");\n')
  t.match(adapted(source), { code: source })
})
