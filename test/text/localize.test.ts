import fc from 'fast-check'
import t from 'tap'
import { localizer } from '../../src/text/localize.ts'

const say = localizer([
  ['nothing to do', '无事可做'],
  ['a long text\nthat was broken', '一段长\n文字\n\n第二段'],
  ['cannot open {1}: {2}', '无法打开 {1}：{2*}'],
  ['{1}: {2}', '{1}：{2*}'],
  ['{1} of {2} rows', '{2} 行中的 {1} 行'],
  ['there is no such file', '没有这个文件'],
  ['write', '写入'],
])

t.test('a message is translated whole, by its template, or not at all', async (t) => {
  const cases: [english: string, chinese: string][] = [
    ['nothing to do', '无事可做'],
    ['a long  text that\nwas broken', '一段长文字\n\n第二段'],
    ['3 of 5 rows', '5 行中的 3 行'],
    ['cannot open a: b: c', '无法打开 a：b: c'],
    ['cannot open x: there is no such file', '无法打开 x：没有这个文件'],
    ['x: there is no such file', 'x：没有这个文件'],
    ['x: something else', 'x: something else'],
    ['cannot open nothing', 'cannot open nothing'],
    ['of  rows', 'of  rows'],
    ['', ''],
  ]
  for (const [english, chinese] of cases) t.equal(say(english), chinese, english)
})

t.test('a value is no message, unless the translation says that it may be one', async (t) => {
  t.equal(say('cannot open write: write'), '无法打开 write：写入')
})

t.test('a value comes through as it is, whatever it holds', async (t) => {
  const anything = fc.string({ unit: 'binary' }).filter((text) => !text.includes(': '))
  fc.assert(
    fc.property(
      anything,
      (name) => say(`cannot open ${name}: there is no such file`) === `无法打开 ${name}：没有这个文件`,
    ),
  )
  t.equal(say('cannot open {2}$&{1*}: $1'), '无法打开 {2}$&{1*}：$1')
})

t.test('a long hostile value takes linear time', async (t) => {
  const many = localizer([['{1} a {2} a {3} a {4} b', '{1}{2}{3}{4}']])
  const text = ' a '.repeat(300_000)
  t.equal(many(text), text)
})
