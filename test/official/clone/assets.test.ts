import t from 'tap'
import { Assets } from '../../../src/official/clone/assets.ts'
import { folderWith } from '../../helpers/folder.ts'

const GIF = Buffer.from('474946383961400120000000', 'hex')

t.test('addresses are looked for beside the program and in what a server would serve', async (t) => {
  const files = { 'public/assets/a.gif': GIF, 'public/src/x/b.gif': GIF, 'public/assets/c.json': '{}' }
  const root = folderWith(t, files)
  const assets = new Assets(root, new Set(Object.keys(files)), 'public/src/x/main.js')
  for (const address of ['assets/a.gif', '/assets/a.gif', './b.gif', 'b.gif?v=2']) {
    t.strictSame(assets.sizeOf(address), { width: 320, height: 32 }, address)
  }
  t.equal(assets.textOf('assets/c.json'), '{}')
  for (const address of ['https://x.example/assets/a.gif', '../../../etc/passwd', 'none.gif', '']) {
    t.equal(assets.sizeOf(address), undefined, address)
  }
})
