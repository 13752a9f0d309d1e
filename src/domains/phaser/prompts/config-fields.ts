/** The fields of the config objects that a member takes or gives. */
import type { ApiIndex, ApiSymbol } from '../../../api-index/api-index.ts'

/** Fields shown of a config of which nothing is said below. */
const FIELDS_SHOWN = 6

/** The fields that programs fill in most, of configs with dozens of them. Data. */
const USUAL: Readonly<Record<string, string>> = {
  'Phaser.Types.Actions.GridAlignConfig': 'width height cellWidth cellHeight x y',
  'Phaser.Types.Animations.Animation': 'key frames frameRate repeat yoyo',
  'Phaser.Types.GameObjects.Group.GroupConfig': 'classType defaultKey maxSize runChildUpdate',
  'Phaser.Types.GameObjects.Group.GroupCreateConfig': 'key quantity repeat setXY',
  'Phaser.Types.GameObjects.Particles.ParticleEmitterConfig':
    'speed angle scale alpha lifespan quantity frequency gravityY tint blendMode emitting',
  'Phaser.Types.GameObjects.PathFollower.PathConfig': 'duration from to yoyo repeat rotateToPath',
  'Phaser.Types.GameObjects.Text.TextStyle':
    'fontFamily fontSize color align stroke strokeThickness backgroundColor padding',
  'Phaser.Types.Input.InputConfiguration': 'hitArea hitAreaCallback draggable dropZone useHandCursor',
  'Phaser.Types.Input.Keyboard.CursorKeys': 'up down left right space shift',
  'Phaser.Types.Physics.Arcade.PhysicsGroupConfig':
    'classType defaultKey maxSize collideWorldBounds bounceX bounceY allowGravity immovable runChildUpdate',
  'Phaser.Types.Physics.Matter.MatterBodyConfig': 'isStatic isSensor friction frictionAir restitution density label',
  'Phaser.Types.Tilemaps.TilemapConfig': 'data width height tileWidth tileHeight',
  'Phaser.Types.Time.TimerEventConfig': 'delay callback callbackScope args loop repeat',
  'Phaser.Types.Tweens.TweenBuilderConfig': 'targets duration ease delay yoyo repeat onComplete',
  'Phaser.Types.Tweens.TweenChainBuilderConfig': 'targets tweens loop onComplete',
}

/** A line for each config object that a member takes or gives, if it is not `shown` yet; adds it there. */
export function configLines({ params, type }: ApiSymbol, index: ApiIndex, shown: Set<string>): string[] {
  const types = [...params.map((param) => param.type), type].flatMap((text) =>
    text.split('|').map((part) => part.trim()),
  )
  return [...new Set(types)].flatMap((id) => {
    const fields = shown.has(id) ? [] : fieldsOf(id, index)
    if (fields.length === 0) return []
    shown.add(id)
    return [`  ${withoutRoot(id)} { ${fields.join(', ')} }`]
  })
}

function fieldsOf(id: string, index: ApiIndex): string[] {
  if (index.get(id)?.kind !== 'typedef') return []
  const names = Object.hasOwn(USUAL, id) ? USUAL[id].split(' ') : index.memberNames(id).slice(0, FIELDS_SHOWN)
  const fields = names.flatMap((name) => index.member(id, name)?.symbol ?? [])
  // A typedef that only joins a class with a body has that class's methods, which are no fields.
  return fields.filter(({ kind }) => kind === 'config-field').map(fieldText)
}

/** `ease?: string` of `ease?: string | Function`: the first kind of value is the usual one. */
function fieldText({ signature }: ApiSymbol): string {
  return withoutRoot(signature).split(' | ', 1)[0]
}

/** `Phaser.Types.GameObjects.Text.TextStyle` reads as `TextStyle`: the namespace helps nobody there. */
export function withoutRoot(signature: string): string {
  return signature.replace(/\bPhaser\.(?:[A-Z]\w*\.)*(?=[A-Z])/g, '')
}
