import fc from 'fast-check'
import t from 'tap'
import { renderDocument, type PageContent } from '../../src/pages/document.ts'
import { dataElement, embeddableJson } from '../../src/pages/embedded.ts'
import { html } from '../../src/pages/html.ts'
import { contentPolicy, hashSource } from '../../src/pages/policy.ts'

const NASTY = [
  '</script>',
  '</ScRiPt ',
  '<!--',
  '<script>',
  '-->',
  '\u2028',
  '\u2029',
  '\ud800',
  '\udc00',
  '"',
  '\\',
  '\0',
  'é',
  '😀',
]
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' })))
  .map((parts) => parts.join(''))

t.test('embedded JSON means the same, and holds nothing that acts in a document', async (t) => {
  fc.assert(
    fc.property(fc.dictionary(nasty, nasty), (value) => {
      const text = embeddableJson(value)
      const isSame = JSON.stringify(JSON.parse(text)) === JSON.stringify(value)
      return isSame && !/[<\u2028\u2029]/.test(text) && Buffer.from(text).toString() === text
    }),
  )
  t.equal(dataElement('x', '</script>').text, '<script type="application/json" id="x">"\\u003c/script>"</script>\n')
})

t.test('the policy lists what may run by its hash, and allows nothing else', async (t) => {
  // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
  t.equal(hashSource('alert(1)'), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='")
  const rules = contentPolicy({ scripts: ['alert(1)'], styles: [], ownServer: false }).split('; ')
  t.equal(rules[0], "default-src 'none'")
  t.equal(rules[1], `script-src ${hashSource('alert(1)')}`)
  t.notMatch(rules.join('; '), /unsafe-eval|\*|https?:/)
  t.ok(rules.includes('connect-src data: blob:'))
  t.ok(contentPolicy({ scripts: [], styles: [], ownServer: true }).includes("connect-src data: blob: 'self'"))
})

const content: PageContent = {
  lang: 'en',
  title: '</title><script>x',
  style: 'p { margin: 0 }',
  body: html`<main>${'<b>'}</main>`,
  data: { text: '</script><script>alert(1)</script>' },
  script: '(data, games) => {}',
  games: { engine: 'globalThis.Engine = 1 // </script>', programs: {} },
}

t.test('a document ends where it should, whatever is put into it', async (t) => {
  const page = renderDocument(content)
  t.equal(page.match(/<\/script/g)!.length, 3)
  t.match(page, '<title>&lt;/title&gt;&lt;script&gt;x</title>')
  t.match(page, '<main>&lt;b&gt;</main>')
  t.equal(renderDocument(content), page)
})

t.test('the engine is inlined once, for all games, and not at all without any', async (t) => {
  t.notMatch(renderDocument(content), 'globalThis.Engine')
  const page = renderDocument({ ...content, games: { ...content.games, programs: { a: 'a()', b: 'b()' } } })
  t.equal(page.split('globalThis.Engine').length, 2)
  for (const text of ['a()', 'b()', content.games.engine])
    t.ok(page.includes(hashSource(text).replaceAll("'", '&#39;')))
})

t.test('a script that would end its element is refused', async (t) => {
  t.throws(() => renderDocument({ ...content, script: '() => "</script>"' }), /would end its element/)
})
