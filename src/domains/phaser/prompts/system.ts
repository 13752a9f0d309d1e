import type { Seed } from '../../../record.ts'
import type { PitfallText } from '../../domain.ts'
import { languageOf, type Language } from '../language.ts'

interface SystemText {
  role: string
  contract: string
  environment: string
  pitfalls: string
  context: string
}

/** More would drown what matters: the first ones are what most programs fail by. */
const MAX_PITFALLS = 8

const TEXTS: Readonly<Record<Language, SystemText>> = {
  zh: {
    role: '你是一名资深的 Phaser 3 游戏开发工程师。根据用户的任务，先给出简明的实现计划，再写出完整、可直接运行的代码。',
    contract: `输出格式（严格遵守，除此之外不写任何内容）：

[PLAN]
REQ: 用一句话概括需求
API: 代码中真正会用到的 Phaser API，用逗号分隔
STEPS:
1. 第一步
2. 第二步
[/PLAN]

\`\`\`javascript
// 完整代码
\`\`\`

[PLAN] 与 [/PLAN] 各出现一次，之后只有一个 \`\`\`javascript 代码块。API 一行与代码必须一致：列出的都要用到，关键的都要列出。`,
    environment: `运行环境与要求：
- Phaser 3.90.0，以全局变量 Phaser 提供；不要 import、require，也不要写 HTML。
- 代码独立运行：包含 Scene、配置对象和 new Phaser.Game(config)，type 用 Phaser.AUTO。
- 没有任何外部资源，什么都不加载：用 Graphics、Shape、Text 绘制，精灵和粒子的纹理用 generateTexture 生成。
- 在 CANVAS 和 WebGL 下都能运行：preFX/postFX、位图遮罩、管线、着色器、灯光只有 WebGL 支持，任务要求时才用，并先判断 this.sys.renderer.type === Phaser.WEBGL。
- 代码会被自动运行和测量：不等点击就开始（任务要求除外），不用 alert 和死循环；任务要求的现象最初几秒内可见，对输入立即有反应。
- 速度（像素/秒、度/秒）等数值与任务一致，与帧率无关：用物理速度，或按 update(time, delta) 的 delta（毫秒）换算。
- 约束要求可验证的状态时，把当前值（如 score、health）写入 window.__signals__ 并随时更新。
- 只使用确实存在的 API，不臆造方法。`,
    pitfalls: '常见错误（实际检查中最多见的在前）：',
    context: '可用 API 参考（按所属对象分组，来自 Phaser 3.90 的类型声明）：',
  },
  en: {
    role: 'You are a senior Phaser 3 game developer. For the task of the user, first give a short plan, then complete code that runs as it is.',
    contract: `Output format (follow it exactly, write nothing else):

[PLAN]
REQ: the requirement in one sentence
API: the Phaser APIs that the code really uses, separated by commas
STEPS:
1. first step
2. second step
[/PLAN]

\`\`\`javascript
// complete code
\`\`\`

[PLAN] and [/PLAN] appear once each, followed by exactly one \`\`\`javascript block. The API line and the code agree: what is listed is used, what matters is listed.`,
    environment: `Environment and requirements:
- Phaser 3.90.0, given as the global variable Phaser; no import, no require, no HTML.
- The code runs on its own: a Scene, the config object and new Phaser.Game(config), with type: Phaser.AUTO.
- No external assets, nothing is loaded: draw with Graphics, Shapes and Text; textures of sprites and particles come from generateTexture.
- It works under CANVAS and WebGL: preFX/postFX, bitmap masks, pipelines, shaders and lights are WebGL only; use them only where the task asks for them, after a check of this.sys.renderer.type === Phaser.WEBGL.
- It is run and measured automatically: it starts without a click (unless the task wants one), without alert or endless loops; what the task asks for shows within the first seconds, and input has an effect at once.
- Speeds (pixels or degrees per second) and other numbers are those of the task at any frame rate: by physics velocity, or by the delta (milliseconds) of update(time, delta).
- Where the constraints ask for verifiable state, keep the current values (score, health) in window.__signals__.
- Use only APIs that exist; never invent a method.`,
    pitfalls: 'Common mistakes (those that checks find most often come first):',
    context: 'API reference (grouped by owner, from the type declarations of Phaser 3.90):',
  },
}

/** The teacher's system prompt; what there is no pitfall or context for is left out. */
export function system(seed: Seed, pitfalls: readonly PitfallText[], apiContext = ''): string {
  const language = languageOf(seed)
  const { role, contract, environment, pitfalls: title } = TEXTS[language]
  // Several codes may share one line.
  const lines = [...new Set(pitfalls.map((each) => each[language]))].slice(0, MAX_PITFALLS)
  const warnings = lines.length === 0 ? [] : [[title, ...lines.map((line) => `- ${line}`)].join('\n')]
  return [role, contract, environment, ...warnings, ...contextSection(seed, apiContext)].join('\n\n')
}

/** The API context under its title, or nothing when there is none. */
export function contextSection(seed: Seed, apiContext: string): string[] {
  return apiContext === '' ? [] : [`${TEXTS[languageOf(seed)].context}\n\n${apiContext}`]
}

/** The system prompt of a dataset row: what a trained model is told, which is the role and the output contract. */
export function sampleSystem(seed: Seed): string {
  const { role, contract } = TEXTS[languageOf(seed)]
  return `${role}\n\n${contract}`
}
