import t from 'tap'
import { maskTask, siblingKeys } from '../../src/split/template.ts'

const SAME: [string, string][] = [
  ['让一个红色圆形以每秒 80 度的速度持续旋转。', '让一个三角形以每秒 120 度的速度持续旋转。'],
  ['按空格键发射子弹，速度 200。', '按WASD键发射子弹，速度 80'],
  ['按方向键控制 3 个小球', '按鼠标左键控制 12 个橙色小球'],
  ['在左上角显示文字 "开始"', '在右下角显示文字 “结束”'],
  ['绘制三个蓝色矩形', '绘制 5 个 #ff0000 矩形'],
  ['Make a red circle move right at 200 px/s.', 'Make three blue triangles move left at 80 px/s'],
  ['Spawn 10 green stars when SPACE is pressed', 'Spawn 4 stars when the D key is pressed'],
  ['Ｓｐａｗｎ ５ boxes', 'spawn 6 boxes'],
]
for (const [a, b] of SAME) {
  t.test(`one template: ${a} | ${b}`, async (t) => t.equal(maskTask(a), maskTask(b)))
}

const DIFFERENT: [string, string][] = [
  ['让一个圆形持续移动', '让一个圆形跟随指针'],
  ['点击画面生成圆形', '拖拽圆形'],
  ['Draw a red circle', 'Drag a red circle'],
  ['Show a score', 'Show a countdown'],
]
for (const [a, b] of DIFFERENT) {
  t.test(`two templates: ${a} | ${b}`, async (t) => t.not(maskTask(a), maskTask(b)))
}

t.test('words that only contain a slot word keep it', async (t) => {
  t.match(maskTask('a bright sprite with shadowed edges'), /bright sprite with shadowed edges/)
})

function keys(promptId: string, task: string, family?: string): string[] {
  return siblingKeys(promptId, { id: promptId, difficulty: 'easy', modules: [], task, family })
}

function shared(a: string[], b: string[]): boolean {
  return a.some((key) => b.includes(key))
}

t.test('rows of a prompt, template or family share a key; others do not', async (t) => {
  t.ok(shared(keys('p', 'one'), keys('p', 'something else')))
  t.ok(shared(keys('p', 'draw 1 circle'), keys('q', 'draw 2 squares')))
  t.ok(shared(keys('p', 'abc', 'family'), keys('q', 'xyz', 'family')))
  t.notOk(shared(keys('p', 'abc', 'family-1'), keys('q', 'xyz', 'family-2')))
  t.notOk(shared(keys('p', '1'), keys('q', '2')), 'a text of nothing but slots is a template of its own')
  t.notOk(shared(keys('abc', 'x1'), keys('q', 'abc')), 'a prompt id is no template')
})
