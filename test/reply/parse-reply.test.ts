import fc from 'fast-check'
import t from 'tap'
import type { Reply } from '../../src/record.ts'
import { parseReply, parseReplyText } from '../../src/reply/parse-reply.ts'

const plan = '[PLAN]\nREQ: spin a circle\nAPI: Phaser.Scene#update, this.add.graphics()\nSTEPS:\n1. draw\n2. turn\n[/PLAN]'
const code = 'new Phaser.Game({})'
const fence = '```javascript\n' + code + '\n```'
const parsedPlan = {
  requirements: 'spin a circle',
  apis: ['Phaser.Scene#update', 'this.add.graphics()'],
  steps: ['draw', 'turn'],
}

interface Case {
  name: string
  text: string
  plan?: object | null
  code?: string
  errors?: string[]
  warnings?: string[]
  finish?: string
}

const cases: Case[] = [
  { name: 'the contract to the letter', text: `${plan}\n\n${fence}` },
  { name: 'CRLF', text: `${plan}\n\n${fence}\n`.replaceAll('\n', '\r\n') },
  { name: 'lower case tags', text: `${plan.toLowerCase()}\n${fence}`, plan: { apis: ['phaser.scene#update', 'this.add.graphics()'] }, warnings: ['plan-tag-form'] },
  { name: 'full-width brackets and colons', text: `【PLAN】\nREQ：转圆\nAPI：Graphics、Tweens\nSTEPS：\n1、画\n【/PLAN】\n${fence}`, plan: { requirements: '转圆', apis: ['Graphics', 'Tweens'], steps: ['画'] }, warnings: ['plan-tag-form', 'full-width-colon'] },
  { name: 'a plan fence', text: `\`\`\`plan\nREQ: a\nAPI: b\nSTEPS: c\n\`\`\`\n${fence}`, plan: { requirements: 'a', apis: ['b'], steps: ['c'] }, warnings: ['plan-fence'] },
  { name: 'tags inside a plain fence', text: `\`\`\`\n${plan}\n\`\`\`\n${fence}`, warnings: ['plan-in-fence'] },
  { name: 'a JSON plan between tags', text: `[PLAN]\n{"req":"a","apis":["b","c"],"steps":["d"]}\n[/PLAN]\n${fence}`, plan: { requirements: 'a', apis: ['b', 'c'], steps: ['d'] }, warnings: ['plan-json'] },
  { name: 'a JSON plan in a fence', text: `\`\`\`json\n{"requirements":["a"],"api":"b","steps":"d"}\n\`\`\`\n${fence}`, plan: { requirements: 'a', apis: ['b'], steps: ['d'] }, warnings: ['plan-json'] },
  { name: 'a plan without its end', text: `${plan.replace('\n[/PLAN]', '')}\n\n${fence}`, warnings: ['plan-not-closed'] },
  { name: 'sections in Markdown', text: `[PLAN]\n**REQ**: a\n## API: \n- \`b\`\n* c(d, e)\n- **STEPS:** f\n[/PLAN]\n${fence}`, plan: { requirements: 'a', apis: ['b', 'c(d, e)'], steps: ['f'] } },
  { name: 'commas inside brackets', text: `[PLAN]\nREQ: a\nAPI: tweens.add({ x, y }), on('drag', f)；c\nSTEPS: s\n[/PLAN]\n${fence}`, plan: { apis: ['tweens.add({ x, y })', "on('drag', f)", 'c'] } },
  { name: 'no plan', text: fence, plan: null, warnings: ['plan-missing'] },
  { name: 'text around', text: `Sure!\n${plan}\nHere it is:\n${fence}\nEnjoy.`, warnings: ['text-around'] },
  { name: 'code first', text: `${fence}\n${plan}`, warnings: ['text-around'] },
  { name: 'another name for the language', text: `${plan}\n${fence.replace('javascript', 'js')}`, warnings: ['fence-language'] },
  { name: 'no name for the language', text: `${plan}\n${fence.replace('javascript', '')}`, warnings: ['fence-language'] },
  { name: 'tildes', text: `${plan}\n${fence.replaceAll('```', '~~~')}` },
  { name: 'an indented fence', text: `${plan}\n   ${fence.replaceAll('\n', '\n   ')}` },
  { name: 'several fences: the longest is the program', text: `${plan}\n\`\`\`js\nx()\n\`\`\`\n${fence}`, warnings: ['several-code-fences', 'text-around'] },
  { name: 'a longer fence around backticks', text: `${plan}\n\`\`\`\`javascript\nconst a = \`\n\`\`\`\n\`\n\`\`\`\`\n`, code: 'const a = `\n```\n`' },
  { name: 'a fence that never closes', text: `${plan}\n\`\`\`javascript\n${code}`, errors: ['fence-not-closed'] },
  { name: 'finish_reason length', text: `${plan}\n${fence}`, finish: 'length', errors: ['reply-truncated'] },
  { name: 'an empty fence', text: `${plan}\n\`\`\`javascript\n\n\`\`\``, code: '', errors: ['code-empty'] },
  { name: 'no fence', text: plan, code: '', errors: ['code-missing'] },
  { name: 'nothing', text: '', plan: null, code: '', errors: ['code-missing'], warnings: ['plan-missing'] },
  { name: 'only an HTML fence', text: `${plan}\n\`\`\`html\n<b>\n\`\`\``, code: '', errors: ['code-missing'] },
  { name: 'an empty plan', text: `[PLAN]\n[/PLAN]\n${fence}`, plan: { requirements: '', apis: [], steps: [] }, warnings: ['plan-without-sections'] },
]

for (const { name, text, finish, ...expected } of cases) {
  t.test(name, async (t) => {
    const parsed = parseReplyText(text, finish)
    t.equal(parsed.code, expected.code ?? code)
    if (expected.plan === null) t.equal(parsed.plan, null)
    else t.match(parsed.plan, expected.plan ?? parsedPlan)
    t.same(parsed.errors, expected.errors ?? [])
    t.same(parsed.warnings, expected.warnings ?? [])
  })
}

t.test('no text makes the parser throw, and a closed fence comes back whole', async () => {
  const pieces = fc.constantFrom('[PLAN]', '[/PLAN]', '```', '```js', '~~~', 'REQ:', 'API：', 'STEPS:', '{', '}', '\n', ' ', 'x', '`', '[', '-', '1.')
  fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
    const parsed = parseReplyText(parts.join(''))
    return parsed.errors.length > 0 || parsed.code !== ''
  }))
  fc.assert(fc.property(fc.string(), (body) => {
    const inner = body.replaceAll(/[`~]/g, '').trim()
    fc.pre(inner !== '')
    return parseReplyText(`${plan}\n\`\`\`javascript\n${inner}\n\`\`\``).code === inner
  }))
})

t.test('time grows with the text and no faster', async (t) => {
  // Doubling a hostile text must not quadruple the time: a quadratic scan of these megabytes would take minutes.
  for (const piece of ['```', '[PLAN]', '[PLAN]\n', '[ ', '`', 'REQ: -', '```js\n', '####____', '[PLAN\n', '((((', '\n\n \n']) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    t.type(parseReplyText(text).errors.length, 'number', JSON.stringify(piece))
    t.type(parseReplyText(`${plan.slice(0, -7)}${text}`).errors.length, 'number')
  }
})

const reply: Reply = {
  id: 'distill_s_v2',
  prompt_id: 's',
  version: 2,
  prompt_meta: { id: 's', difficulty: 'easy', modules: [], task: 'x' },
  raw_output: `${plan}\n\n${fence}`,
}

t.test('a candidate has every field of the contract, and unknown fields travel on', async (t) => {
  t.same(parseReply({ ...reply, mine: 1, usage: { input_tokens: 1, output_tokens: 1, cached_tokens: 0 }, provider: 'mock' }), {
    id: 'distill_s_v2',
    prompt_id: 's',
    version: 2,
    prompt: reply.prompt_meta,
    teacher_model: null,
    plan: { ...parsedPlan, raw: plan.slice(6, -7).trim() },
    code,
    code_hash: 'e082ef91799ae96498b677a0115c006fc9708a4e6d298f3bc923e92162058f47',
    parse_errors: [],
    parse_warnings: [],
    api_context_injected: [],
    reply_key: null,
    timestamp: null,
    source: 'mock',
    mine: 1,
  })
})

t.test('`output` serves for `raw_output`', async (t) => {
  const { raw_output, ...rest } = reply
  t.equal(parseReply({ ...rest, output: raw_output }).code, code)
})
