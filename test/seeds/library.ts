import type { Option, SeedFamily, SeedLibrary } from '../../src/domains/seed-library.ts'

const number = (value: number): Option => ({ id: value, value, words: [String(value), String(value)], forms: {} })
const color = (id: string, value: number, zh: string): Option => ({
  id, value, words: [zh, id], forms: { hex: [`#${value.toString(16)}`, `#${value.toString(16)}`] },
})

export const COLORS = [color('red', 0xff0000, '红色'), color('orange', 0xff8800, '橙色'), color('blue', 0x0000ff, '蓝色')]

/** A family with what a test needs of it; the rest is plain. */
export function family(id: string, role: SeedFamily['role'], more: Partial<SeedFamily> = {}): SeedFamily {
  return {
    id,
    module: 'Physics',
    modules: ['Scene', 'Physics'],
    role,
    difficulties: role === 'solo' ? ['easy'] : ['medium', 'hard'],
    needs: [],
    provides: [],
    avoids: [],
    keys: [],
    heldOut: false,
    slots: [
      { name: 'color', kind: 'color', options: COLORS },
      { name: 'speed', kind: undefined, options: [100, 150, 200, 250, 300, 350, 400].map(number) },
    ],
    excludes: [],
    task: { zh: [`${id}：{color}，{speed}。`, `{color}，{speed}：${id}。`], en: [`${id}: a {color} one at {speed} px/s.`] },
    hints: { zh: ['速度 {speed}'], en: ['its speed is {speed}'] },
    constraints: { zh: [], en: [] },
    mustUse: ['Engine.Sprite'],
    tags: [id],
    signals: {},
    probes: [{ kind: 'moves', speed_px_s: '$speed' }],
    ...more,
  }
}

export function library(families: readonly SeedFamily[]): SeedLibrary {
  return {
    families,
    constraints: (difficulty, lang) => [lang === 'zh' ? ['基础', '基本'] : ['basic', 'base'], [difficulty]],
    signalConstraint: (lang) => [lang === 'zh' ? '状态：{signals}' : 'state: {signals}'],
    openings: () => [''],
  }
}

/** Enough families of each role to compose tasks of every difficulty. */
export const FAMILIES: readonly SeedFamily[] = [
  ...['spin', 'fade', 'drag', 'zoom'].map((id) => family(id, 'solo')),
  ...['walk', 'jump', 'glide'].map((id) => family(id, 'mechanic', { provides: ['hero'], signals: { [`${id}Steps`]: ['步数', 'steps'] } })),
  ...['collect', 'flee', 'race'].map((id) => family(id, 'goal', { needs: ['hero'], provides: ['progress'] })),
  ...['burst', 'shake', 'trail'].map((id) => family(id, 'feedback', { needs: id === 'burst' ? ['progress'] : ['hero'] })),
  family('snake', 'game', { provides: ['hero', 'progress'] }),
  family('secret', 'solo', { heldOut: true }),
]
