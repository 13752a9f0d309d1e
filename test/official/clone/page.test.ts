import t from 'tap'
import { domain } from '../../../src/domains/registry.ts'
import { readExamples } from '../../../src/official/clone/examples.ts'
import { isPage, scriptsOf } from '../../../src/official/clone/page.ts'
import { folderWith } from '../../helpers/folder.ts'

t.test('the scripts of a page are those that a browser would run, without their indent', async (t) => {
  const cases: [string, string, string | undefined][] = [
    ['one', '<script>\n    a()\n      b()\n</script>', 'a()\n  b()\n'],
    [
      'several',
      '<script type="text/javascript">a()</script>\n<p>x</p><SCRIPT type=module>b()</SCRIPT >',
      'a()\n\nb()\n',
    ],
    ['the engine', "<script src='//cdn.example/engine@3/engine.min.js'></script><script>a()</script>", 'a()\n'],
    ['data', '<script type="application/json">{}</script><script>a()</script>', 'a()\n'],
    ['a comment', '<!-- <script src="old.js"></script> --><script>a()</script>', 'a()\n'],
    ['another script', '<script src="js/lib.js"></script><script>a()</script>', undefined],
    ['none', '<p>Hello</p>', ''],
  ]
  for (const [name, page, expected] of cases) t.equal(scriptsOf(page, 'engine'), expected, name)
  t.strictSame(['a/index.html', 'b.HTM', 'c.js'].map(isPage), [true, true, false])
})

t.test('a game that stands in a page is an example', async (t) => {
  const game = "new Phaser.Game({ scene: { create () { this.add.text(0, 0, 'Hi'); } } });"
  const root = folderWith(t, {
    LICENSE: 'MIT',
    'lamp.html': `<html><script src="phaser.js"></script>\n<script>\n  ${game}\n</script></html>`,
    'about.html': '<p>About</p>',
    'two.html': `<script src="two.js"></script><script>${game}</script>`,
  })
  const found = [...readExamples(root, await domain().examples())]
  t.match(found, [
    { reason: 'no-program' },
    { path: 'lamp.html', title: 'lamp', code: `${game}\n` },
    { reason: 'no-program' },
  ])
})
