/** The words around the tasks of families: constraints that all have, and first sentences of compositions. Data. */
import type { Difficulty } from '../../../record.ts'
import type { Language } from '../../seed-library.ts'

type Texts = Readonly<Record<Language, readonly string[]>>

const CONSTRAINTS: readonly Texts[] = [
  {
    zh: ['使用 Phaser 3.90', '基于 Phaser 3.90 编写', 'Phaser 版本为 3.90'],
    en: ['Use Phaser 3.90', 'Write it for Phaser 3.90', 'The engine is Phaser 3.90'],
  },
  {
    zh: ['不加载外部资源，画面全部由代码生成', '不得依赖外部图片或音频，图形用代码绘制', '无外部素材：用图形、文字或 generateTexture'],
    en: [
      'Load no external assets; everything on screen is made by code',
      'No image or audio files: draw all graphics in code',
      'No assets: use shapes, text or generateTexture',
    ],
  },
  {
    zh: ['代码可独立运行，包含场景与 Phaser.Game 配置', '给出完整程序：场景、配置和 new Phaser.Game'],
    en: [
      'The code runs on its own, with the scene and the Phaser.Game config',
      'Give the complete program: scene, config and new Phaser.Game',
    ],
  },
]

const LIVELY: Texts = {
  zh: ['包含 create 与 update 生命周期', '场景要有 create 和 update'],
  en: ['The scene has create and update', 'Use the create and update methods of the scene'],
}

const REPEATABLE: Texts = {
  zh: ['行为可复现：随机数使用固定种子', '需要随机时使用固定种子，保证每次运行一致'],
  en: ['Runs are repeatable: random numbers come from a fixed seed', 'Where chance is needed, use a fixed random seed'],
}

/** By line of the list: phrasings, of which one is taken. */
export function constraints(difficulty: Difficulty, lang: Language): readonly (readonly string[])[] {
  const more = difficulty === 'easy' ? [] : difficulty === 'medium' ? [LIVELY] : [LIVELY, REPEATABLE]
  return [...CONSTRAINTS, ...more].map((texts) => texts[lang])
}

const SIGNALS: Texts = {
  zh: [
    '把可验证的状态写入 window.__signals__：{signals}',
    '每帧更新 window.__signals__，包含：{signals}',
    '用 window.__signals__ 公开状态：{signals}',
  ],
  en: [
    'Show the state in window.__signals__: {signals}',
    'Keep window.__signals__ up to date with {signals}',
    'Expose in window.__signals__: {signals}',
  ],
}

export function signalConstraint(lang: Language): readonly string[] {
  return SIGNALS[lang]
}

const OPENINGS: Readonly<Record<Exclude<Difficulty, 'easy'>, Texts>> = {
  medium: {
    zh: ['', '', '做一个小演示。', '实现下面的玩法。', '写一个单场景的小程序。'],
    en: ['', '', 'Make a small demo.', 'Build the following.', 'Write a program with one scene.'],
  },
  hard: {
    zh: ['', '做一个完整的小游戏。', '实现一个可玩的关卡。', '把下面几部分做进同一个游戏。'],
    en: ['', 'Make a complete little game.', 'Build one playable level.', 'Put the following into one game.'],
  },
}

/** First sentences of a composition; '' is none. */
export function openings(difficulty: Difficulty, lang: Language): readonly string[] {
  return difficulty === 'easy' ? [''] : OPENINGS[difficulty][lang]
}
