/**
 * What teachers are warned of by default: the mistakes of 757 real programs (answers of a teacher to seeds of all
 * difficulties), counted by `report --pitfalls` over their verdicts, most frequent first. Suggestions and messages of the
 * issues are left out: the advice needs neither.
 */
import type { MistakeFacts } from '../../../../stream/facts.ts'

export const DEFAULT_MISTAKES: MistakeFacts = {
  programs: 757,
  failed: 109,
  ranked: [
    {
      level: 'L2',
      code: 'unknown-api',
      topic: 'graphics-shapes',
      count: 43,
      symbols: [
        { symbol: 'Phaser.GameObjects.Graphics.fillStar', count: 41 },
        { symbol: 'Phaser.GameObjects.Graphics.strokeStar', count: 5 },
        { symbol: 'Phaser.GameObjects.Graphics.fillPolygon', count: 2 },
      ],
      messages: [],
    },
    {
      level: 'L2',
      code: 'must-use-missing',
      topic: '',
      count: 41,
      symbols: [
        { symbol: 'Phaser.Math.Angle', count: 12 },
        { symbol: 'Phaser.Tweens.Tween', count: 11 },
        { symbol: 'Phaser.GameObjects.Graphics', count: 7 },
        { symbol: 'Phaser.GameObjects.Group', count: 4 },
        { symbol: 'Phaser.Input.Keyboard.KeyCodes', count: 3 },
      ],
      messages: [],
    },
    {
      level: 'L2',
      code: 'unknown-api',
      topic: '',
      count: 9,
      symbols: [
        { symbol: 'Phaser.Geom.Path', count: 3 },
        { symbol: 'Phaser.Geom.Star', count: 1 },
        { symbol: 'Phaser.Input.Keyboard.Keys', count: 1 },
        { symbol: 'Phaser.Math.RandomDataGenerator.seed', count: 1 },
        { symbol: 'Phaser.Physics.Arcade.Group.countDead', count: 1 },
      ],
      messages: [],
    },
    {
      level: 'L2',
      code: 'unknown-api',
      topic: 'drag',
      count: 4,
      symbols: [
        { symbol: 'Phaser.Input.InputPlugin.dragState', count: 3 },
        { symbol: 'Phaser.Types.Input.InteractiveObject.isDragging', count: 1 },
      ],
      messages: [],
    },
    {
      level: 'L2',
      code: 'unknown-api',
      topic: 'particles',
      count: 4,
      symbols: [
        { symbol: 'Phaser.GameObjects.Particles.ParticleEmitter.createEmitter', count: 1 },
        { symbol: 'Phaser.GameObjects.Particles.ParticleEmitter.emitters', count: 1 },
        { symbol: 'Phaser.GameObjects.Particles.ParticleEmitter.setLifespan', count: 1 },
        { symbol: 'Phaser.GameObjects.Particles.ParticleEmitter.setSpeed', count: 1 },
        { symbol: 'Phaser.GameObjects.Particles.ParticleEmitter.setTint', count: 1 },
      ],
      messages: [],
    },
    { level: 'L3', code: 'runtime-error', topic: '', count: 4, symbols: [], messages: [] },
    { level: 'L3', code: 'runtime-error', topic: 'physics-config', count: 3, symbols: [], messages: [] },
    {
      level: 'L2',
      code: 'unknown-api',
      topic: 'timeline',
      count: 2,
      symbols: [{ symbol: 'Phaser.Tweens.TweenManager.timeline', count: 2 }],
      messages: [],
    },
    {
      level: 'L1',
      code: 'no-use-before-define',
      topic: '',
      count: 1,
      symbols: [
        { symbol: 'GameScene', count: 1 },
        { symbol: 'LoseScene', count: 1 },
        { symbol: 'WinScene', count: 1 },
      ],
      messages: [],
    },
    {
      level: 'L2',
      code: 'replaced-plugin',
      topic: '',
      count: 1,
      symbols: [{ symbol: 'Phaser.Scene.tweens', count: 1 }],
      messages: [],
    },
    { level: 'L3', code: 'runtime-error', topic: 'not-a-function', count: 1, symbols: [], messages: [] },
    {
      level: 'L4',
      code: 'probe-failed',
      topic: 'motion',
      count: 1,
      symbols: [{ symbol: 'moves', count: 1 }],
      messages: [],
    },
    {
      level: 'L4',
      code: 'probe-failed',
      topic: 'tweens',
      count: 1,
      symbols: [{ symbol: 'tweens', count: 1 }],
      messages: [],
    },
  ],
}
