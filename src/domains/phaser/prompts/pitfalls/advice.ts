/**
 * How a teacher avoids what the checks find, by issue code. Several mistakes under one code are told apart by a topic,
 * whose pattern fits what the issue names; the entry without a topic is for all others of its codes. Each text is one line
 * of the system prompt and is paid for in every call: keep it short.
 */
export interface Advice {
  readonly codes: readonly string[]
  readonly topic?: string
  readonly match?: RegExp
  /** Whether the line ends with what was named most often. */
  readonly names?: true
  readonly zh: string
  readonly en: string
}

export const ADVICE: readonly Advice[] = [
  // L1: the reply and its text
  {
    codes: ['parse-error', 'plan-missing'],
    zh: '严格按输出格式回答：[PLAN] … [/PLAN] 只出现一次且写全三项，其后只有一个闭合的 ```javascript 代码块。',
    en: 'Keep to the output format: [PLAN] … [/PLAN] once, with all its parts, then one ```javascript block that is closed.',
  },
  {
    codes: ['no-code', 'too-short'],
    zh: '给出完整的程序，不给片段，不用省略号代替代码。',
    en: 'Give the whole program, not a fragment, and no ellipsis in place of code.',
  },
  {
    codes: ['too-long', 'too-large', 'truncated'],
    zh: '代码写得紧凑：用循环和函数代替重复，篇幅以任务所需为限，保证程序写到结尾。',
    en: 'Write compactly, with loops and functions in place of repetition, so that the program reaches its end.',
  },
  {
    codes: ['syntax-error', 'compile-error', 'too-deep'],
    zh: '代码块内只有合法的 JavaScript：括号、字符串、模板都要闭合，不夹杂说明文字。',
    en: 'The code block holds valid JavaScript only: every bracket, string and template is closed, no prose between.',
  },
  {
    codes: ['restricted-name'],
    names: true,
    zh: '顶层的 let、const、class、function 不要用浏览器保留的名字。',
    en: 'No top-level let, const, class or function takes a name that the browser keeps.',
  },
  {
    codes: ['no-undef'],
    names: true,
    zh: '只用已声明的变量；场景里的东西存在 this 上或放在共同的外层作用域。',
    en: 'Every variable is declared: keep what several methods use on `this` or in an outer scope.',
  },
  {
    codes: ['no-use-before-define'],
    zh: 'class、const、let 先定义后使用：场景类写在 config 和 new Phaser.Game(config) 之前。',
    en: 'Define a class, const or let before it is used: scene classes stand above the config and new Phaser.Game(config).',
  },
  {
    codes: ['no-const-assign', 'no-class-assign', 'no-func-assign', 'no-import-assign'],
    zh: '会被重新赋值的变量用 let 声明。',
    en: 'Declare with let what is assigned again later.',
  },
  {
    codes: [
      'constructor-super',
      'no-this-before-super',
      'no-dupe-args',
      'no-dupe-class-members',
      'no-dupe-keys',
      'getter-return',
      'no-setter-return',
    ],
    zh: '类与对象写规范：构造函数先调用 super(key)，同一个类或对象中没有同名成员。',
    en: 'Classes are well formed: a constructor calls super(key) first, and no class or object has two members of one name.',
  },
  {
    codes: [
      'for-direction',
      'no-compare-neg-zero',
      'no-dupe-else-if',
      'no-duplicate-case',
      'no-self-assign',
      'no-self-compare',
      'no-unsafe-finally',
      'no-unsafe-negation',
      'use-isnan',
      'valid-typeof',
    ],
    zh: '检查条件与循环：分支不重复，计数方向正确，变量不与自身比较或赋值，判断 NaN 用 Number.isNaN。',
    en: 'Check conditions and loops: no branch twice, counters run towards their bound, nothing is compared with itself.',
  },
  {
    codes: ['no-unsafe-optional-chaining'],
    zh: '对可能为 undefined 的值（?. 的结果）不要直接调用、解构或取成员。',
    en: 'Do not call, unpack or read members of what may be undefined (the result of ?.).',
  },
  {
    codes: [
      'no-invalid-regexp',
      'no-loss-of-precision',
      'no-new-native-nonconstructor',
      'no-obj-calls',
      'no-shadow-restricted-names',
    ],
    zh: '正确使用 JavaScript 内置对象：Math、JSON 不能当函数调用，Symbol 不能 new，不重新声明 undefined、NaN。',
    en: 'Use the built-ins of JavaScript properly: Math and JSON are no functions, Symbol takes no new, undefined stays itself.',
  },
  {
    codes: ['external-asset', 'external-load'],
    zh: '不加载任何文件或网址：this.load 不需要，纹理用 generateTexture 生成。',
    en: 'Load no file and no URL: this.load is not needed, textures come from generateTexture.',
  },
  {
    codes: ['dynamic-code', 'javascript-url', 'computed-global'],
    zh: '不用 eval、new Function、字符串定时器，也不用运行时拼出的全局名。',
    en: 'No eval, no new Function, no timer with a string, no global by a name made at run time.',
  },
  {
    codes: ['dynamic-import', 'import-not-allowed'],
    zh: '不写 import、import()、require：代码独立成篇，Phaser 已是全局变量。',
    en: 'No import, import() or require: the code stands alone, and Phaser is a global already.',
  },
  {
    codes: ['network', 'storage', 'worker', 'device', 'node-api'],
    names: true,
    zh: '只用 Phaser 和语言本身：没有网络、存储、Worker、设备，也没有 Node 的 API。',
    en: 'Only Phaser and the language: no network, storage, workers, devices, and nothing of Node.',
  },
  {
    codes: ['document-write', 'script-element', 'navigation'],
    zh: '不改写页面、不插入 script 或 iframe、不跳转；重新开始用 this.scene.restart()。',
    en: 'Leave the page alone: no document.write, script or frame, no navigation; to start again call this.scene.restart().',
  },

  // L2: the engine's API
  {
    codes: ['unknown-api'],
    topic: 'graphics-shapes',
    match: /Graphics[.#](?:fill|stroke|draw)(?:Star|Heart|Diamond|\w*gon$)/,
    zh: 'Graphics 没有 fillStar、strokeStar、fillPolygon：算出顶点后用 fillPoints(points, true)，或直接用 this.add.star、this.add.polygon。',
    en: 'Graphics has no fillStar, strokeStar or fillPolygon: compute the points and call fillPoints(points, true), or use this.add.star and this.add.polygon.',
  },
  {
    codes: ['unknown-api'],
    topic: 'particles',
    match: /Particle/,
    zh: 'this.add.particles(x, y, texture, config) 返回的就是发射器，没有 createEmitter、emitters；改参数用 setParticleTint、setParticleSpeed 或 setConfig。',
    en: 'this.add.particles(x, y, texture, config) is the emitter itself, without createEmitter or emitters; change it by setParticleTint, setParticleSpeed or setConfig.',
  },
  {
    codes: ['unknown-api'],
    topic: 'timeline',
    match: /timeline/i,
    zh: '没有 tweens.timeline：连续的补间用 this.tweens.chain({ targets, tweens: [...] })，定时的事件用 this.add.timeline([...]).play()。',
    en: 'There is no tweens.timeline: tweens in a row are this.tweens.chain({ targets, tweens: [...] }), timed events this.add.timeline([...]).play().',
  },
  {
    codes: ['unknown-api'],
    topic: 'drag',
    match: /Input\b.*drag|enableDrag/i,
    zh: "拖拽：obj.setInteractive() 后调用 this.input.setDraggable(obj)，在 this.input.on('drag', (pointer, obj, dragX, dragY) => …) 中移动；没有 dragState。",
    en: "Dragging: obj.setInteractive(), then this.input.setDraggable(obj), and move it in this.input.on('drag', (pointer, obj, dragX, dragY) => …); there is no dragState.",
  },
  {
    codes: ['unknown-api'],
    topic: 'phaser-2',
    match: /Phaser\.Game[.#](?:physics|add|load|world|camera|state|time|stage)/,
    zh: '这是 Phaser 3：在场景中用 this.add、this.physics、this.cameras.main、this.time，没有 game.add、startSystem 之类的 Phaser 2 写法。',
    en: 'This is Phaser 3: this.add, this.physics, this.cameras.main and this.time of the scene, nothing of Phaser 2 such as game.add or startSystem.',
  },
  {
    codes: ['unknown-api', 'unknown-member', 'unknown-name'],
    names: true,
    zh: '不臆造成员：拿不准时用 API 参考中列出的，或自己写函数。',
    en: 'Invent no members: when in doubt use what the API reference lists, or write a function of your own.',
  },
  {
    codes: ['must-use-missing'],
    zh: '“必须使用的 API”都要在会执行的代码中真正用到，写在计划或注释里不算：Tween 用 this.tweens.add，Math.Angle 调用其函数，Graphics 用 this.add.graphics。',
    en: 'Every API that must be used is used in code that runs, not just in plan or comments: Tween by this.tweens.add, Math.Angle by a call of its functions, Graphics by this.add.graphics.',
  },
  {
    codes: ['number-member'],
    zh: 'update(time, delta) 的两个参数都是数字（毫秒），没有成员：用 delta / 1000 换算成秒。',
    en: 'Both arguments of update(time, delta) are plain numbers in milliseconds: delta / 1000 are the seconds.',
  },
  {
    codes: ['replaced-plugin'],
    names: true,
    zh: '自己的属性不要与场景系统同名：this.tweens、this.time、this.input、this.physics、this.data、this.events 等不可覆盖。',
    en: 'Give no property of a scene the name of one of its systems: this.tweens, time, input, physics, data, events and the like.',
  },

  // L3: the run
  {
    codes: ['runtime-error'],
    topic: 'physics-config',
    match: /reading '(?:world|add|overlap|collider)'/,
    zh: "用 this.physics 时配置中要有 physics: { default: 'arcade' }；用 this.physics.add 创建的物体才有 body 和 setVelocity。",
    en: "this.physics needs physics: { default: 'arcade' } in the config; only what this.physics.add makes has a body and setVelocity.",
  },
  {
    codes: ['runtime-error'],
    topic: 'not-a-function',
    match: /is not a function/,
    zh: '调用前确认对象的类型：回调参数的顺序、group 与其成员、Shape 与物理 sprite 各有不同的方法。',
    en: 'Know the type of what a method is called on: order of callback arguments, a group or its member, a Shape or a physics sprite.',
  },
  {
    codes: ['runtime-error', 'promise-rejection'],
    zh: '使用前先创建：update 和回调用到的对象在 create 中建好，已 destroy 或可能为空的先判断。',
    en: 'Make things before they are used: create() builds all that update() and callbacks touch; check what may be null or destroyed.',
  },
  {
    codes: ['missing-texture'],
    zh: '纹理键在使用前用 generateTexture 生成，两处的键名一致。',
    en: 'A texture key is made by generateTexture before its first use, under the same name.',
  },
  {
    codes: ['no-game', 'boot-failed', 'no-config', 'no-scene', 'not-booted', 'scene-not-running'],
    zh: '代码最后直接执行 new Phaser.Game(config)，config 中有 scene；不要等页面事件或用户操作才启动。',
    en: 'The code ends with new Phaser.Game(config) at the top level, and the config has a scene; nothing waits for the page or the user.',
  },
  {
    codes: ['create-not-run', 'update-not-run', 'no-create'],
    zh: 'create 和 update 是场景的方法，写在场景类或 config.scene 中，create 要真正建出内容。',
    en: 'create() and update() are methods of the scene (its class, or config.scene), and create() builds what is seen.',
  },
  {
    codes: ['hang', 'memory', 'crash'],
    zh: '没有死循环：while 循环有必然达到的终点，动态对象有上限并及时销毁。',
    en: 'No endless loops: every while reaches its end, and what is spawned has a limit and is destroyed again.',
  },

  // L4: what was asked for
  {
    codes: ['plan-inconsistent'],
    zh: '计划的 API 一行写代码中真正调用的成员，写完代码后核对一遍。',
    en: 'The API line of the plan names members that the code calls: compare both when the code is written.',
  },
  {
    codes: ['probe-failed'],
    topic: 'keys',
    match: /^(?:moves-on-key|listens)$/,
    zh: '任务提到的输入都要在 create 中注册（createCursorKeys、addKeys、pointer 事件），并让任务所说的对象响应。',
    en: 'Register every input that the task speaks of in create() (createCursorKeys, addKeys, pointer events), and let the object react.',
  },
  {
    codes: ['probe-failed'],
    topic: 'motion',
    match: /^(?:moves|rotates|stays-in-bounds)$/,
    zh: '要求的运动开始后不用操作就能看到：设好初速度，速度与任务数值相符；物理组的属性（setVelocity、setBounce）在成员加入组之后再设。',
    en: 'Motion that is asked for is there without input, at the speed of the task; set velocity and bounce of a member after it joined a physics group, which resets them.',
  },
  {
    codes: ['probe-failed'],
    topic: 'tweens',
    match: /^tweens$/,
    zh: '要求补间动画时用 this.tweens.add，循环用 repeat: -1，往返用 yoyo: true，并在场景开始时启动。',
    en: 'Where a tween is asked for, use this.tweens.add, with repeat: -1 for a loop and yoyo: true to return, started with the scene.',
  },
  {
    codes: ['probe-failed'],
    topic: 'dragging',
    match: /^draggable$/,
    zh: '可拖拽的对象要 setInteractive（Graphics、Container 要给命中区域），再 this.input.setDraggable，并处理 drag 事件。',
    en: 'What can be dragged is setInteractive (Graphics and Container with a hit area), then this.input.setDraggable, with a drag handler.',
  },
  {
    codes: ['probe-failed'],
    zh: '任务的每一项要求都要真正发生并能看到。',
    en: 'Everything that the task asks for happens in the run and can be seen.',
  },
  {
    codes: ['nothing-lives', 'nothing-shown'],
    zh: '场景中有看得见的对象，并且有动作：update、定时器、补间、物理或输入。',
    en: 'The scene shows objects, and something happens: update(), a timer, a tween, physics or input.',
  },
  {
    codes: ['headless-config'],
    zh: '渲染类型用 Phaser.AUTO，不用 Phaser.HEADLESS。',
    en: 'The renderer type is Phaser.AUTO, never Phaser.HEADLESS.',
  },
]

const WARNING = 'never an error: it fails no program'

/** Codes of which a teacher is not told, and why. */
export const NO_ADVICE: Readonly<Record<string, string>> = {
  'check-crashed': 'a fault of a check, not of the program',
  'host-overload': 'a fault of this machine, not of the program',
  'more-issues': 'stands for issues of other codes',
  'engine-import': WARNING,
  'web-storage': WARNING,
  reload: WARNING,
  dialog: WARNING,
  'no-async-promise-executor': WARNING,
  'no-case-declarations': WARNING,
  'no-cond-assign': WARNING,
  'no-constant-condition': WARNING,
  'no-debugger': WARNING,
  'no-delete-var': WARNING,
  'no-empty-pattern': WARNING,
  'no-ex-assign': WARNING,
  'no-extend-native': WARNING,
  'no-fallthrough': WARNING,
  'no-global-assign': WARNING,
  'no-redeclare': WARNING,
  'no-sparse-arrays': WARNING,
  'no-template-curly-in-string': WARNING,
  'no-unmodified-loop-condition': WARNING,
  'no-unreachable': WARNING,
  'no-unused-vars': WARNING,
  'argument-type': WARNING,
  'argument-range': WARNING,
  'unknown-event': WARNING,
  'must-use-unknown': 'the seed asks for what the engine does not have: the seed is at fault',
  'hidden-plugin': WARNING,
  'plan-api-unknown': WARNING,
  'probe-unknown': 'the run could not tell',
  'probe-invalid': 'the seed is at fault',
  'transparent-object': WARNING,
}
