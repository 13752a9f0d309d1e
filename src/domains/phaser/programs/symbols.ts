/**
 * The engine's symbols that a program of ours names, as far as its own way of writing goes. The programs are built from
 * known pieces, so that patterns suffice here; whether foreign programs use a symbol is the checks' question, by types.
 */

/** What stands before a member in the code, and the type that the member is asked of. */
const RECEIVERS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:this|scene)\.add\.(\w+)\(/g, 'Phaser.GameObjects.GameObjectFactory'],
  [/\b(?:this|scene)\.make\.(\w+)\(/g, 'Phaser.GameObjects.GameObjectCreator'],
  [/\.physics\.add\.(\w+)\(/g, 'Phaser.Physics.Arcade.Factory'],
  [
    /\.physics\.(moveToObject|accelerateToObject|pause|resume|overlap|collide)\(/g,
    'Phaser.Physics.Arcade.ArcadePhysics',
  ],
  [/\.physics\.world\.(\w+)/g, 'Phaser.Physics.Arcade.World'],
  [/\.matter\.add\.(\w+)\(/g, 'Phaser.Physics.Matter.Factory'],
  [/\.matter\.world\.(\w+)\(/g, 'Phaser.Physics.Matter.World'],
  [/\.tweens\.(\w+)\(/g, 'Phaser.Tweens.TweenManager'],
  [/\.time\.(addEvent|delayedCall|now)\b/g, 'Phaser.Time.Clock'],
  [/\.cameras\.main\.(\w+)/g, 'Phaser.Cameras.Scene2D.Camera'],
  [/\.cameras\.(add)\(/g, 'Phaser.Cameras.Scene2D.CameraManager'],
  [/\.input\.keyboard\.(\w+)\(/g, 'Phaser.Input.Keyboard.KeyboardPlugin'],
  [/\.input\.(on|once|setDraggable|activePointer)\b/g, 'Phaser.Input.InputPlugin'],
  [/\.scene\.(start|restart|launch|pause|resume|stop)\(/g, 'Phaser.Scenes.ScenePlugin'],
  [/\.registry\.(\w+)/g, 'Phaser.Data.DataManager'],
]

/** Methods with a name of their own, and the type they belong to. */
const METHODS: readonly (readonly [string, string])[] = [
  [
    'Phaser.GameObjects.Graphics',
    'fillStyle lineStyle fillRect fillCircle fillTriangle fillEllipse fillPoints fillPath fillRoundedRect strokeRect ' +
      'strokeCircle strokePath lineBetween beginPath generateTexture',
  ],
  ['Phaser.GameObjects.Text', 'setText setWordWrapWidth'],
  ['Phaser.GameObjects.GameObject', 'setInteractive'],
  ['Phaser.Tilemaps.Tilemap', 'addTilesetImage createLayer createBlankLayer'],
  ['Phaser.Tilemaps.TilemapLayer', 'putTileAt setCollision getTileAtWorldXY'],
]

/** Methods of sprites with a body; Arcade images and bodies have them too. */
const BODY_METHODS = 'setVelocity setVelocityX setVelocityY setBounce setCollideWorldBounds setMaxVelocity setDrag'

/** What a factory makes. */
const MADE: ReadonlyMap<string, string> = new Map([
  ['add.graphics', 'Phaser.GameObjects.Graphics'],
  ['make.graphics', 'Phaser.GameObjects.Graphics'],
  ['add.text', 'Phaser.GameObjects.Text'],
  ['add.container', 'Phaser.GameObjects.Container'],
  ['add.rectangle', 'Phaser.GameObjects.Rectangle'],
  ['add.circle', 'Phaser.GameObjects.Arc'],
  ['add.star', 'Phaser.GameObjects.Star'],
  ['add.triangle', 'Phaser.GameObjects.Triangle'],
  ['add.image', 'Phaser.GameObjects.Image'],
  ['add.group', 'Phaser.GameObjects.Group'],
  ['add.particles', 'Phaser.GameObjects.Particles.ParticleEmitter'],
  ['make.tilemap', 'Phaser.Tilemaps.Tilemap'],
  ['physics.add.sprite', 'Phaser.Physics.Arcade.Sprite'],
  ['physics.add.image', 'Phaser.Physics.Arcade.Image'],
  ['physics.add.group', 'Phaser.Physics.Arcade.Group'],
  ['physics.add.staticGroup', 'Phaser.Physics.Arcade.StaticGroup'],
  ['physics.add.collider', 'Phaser.Physics.Arcade.Collider'],
  ['physics.add.overlap', 'Phaser.Physics.Arcade.Collider'],
  ['tweens.add', 'Phaser.Tweens.Tween'],
  ['tweens.chain', 'Phaser.Tweens.TweenChain'],
  ['time.addEvent', 'Phaser.Time.TimerEvent'],
  ['time.delayedCall', 'Phaser.Time.TimerEvent'],
  ['keyboard.addKey', 'Phaser.Input.Keyboard.Key'],
])

/** Event strings and the constant that holds each. */
const EVENTS: ReadonlyMap<string, string> = new Map([
  ['pointerdown', 'Phaser.Input.Events.POINTER_DOWN'],
  ['pointermove', 'Phaser.Input.Events.POINTER_MOVE'],
  ['pointerup', 'Phaser.Input.Events.POINTER_UP'],
  ['dragstart', 'Phaser.Input.Events.GAMEOBJECT_DRAG_START'],
  ['drag', 'Phaser.Input.Events.GAMEOBJECT_DRAG'],
  ['dragend', 'Phaser.Input.Events.GAMEOBJECT_DRAG_END'],
])

/** Ids of the symbols in the code, in the order in which a reader of a plan wants them: types, members, then names. */
export function symbolsIn(code: string): Set<string> {
  const text = code.replace(/\/\/.*/g, '')
  const types = [...MADE].filter(([call]) => text.includes(`.${call}(`)).map(([, type]) => type)
  if (/\.cameras\.main\b|\.cameras\.add\(/.test(text)) types.push('Phaser.Cameras.Scene2D.Camera')
  if (/\bactivePointer\b|\bpointer\.\w/.test(text)) types.push('Phaser.Input.Pointer')
  const names = new Set([...types, ...members(text, types), ...qualified(text)])
  for (const [, event] of text.matchAll(/\.on(?:ce)?\('(\w+)'/g)) if (EVENTS.has(event!)) names.add(EVENTS.get(event!)!)
  return names
}

function members(text: string, types: readonly string[]): string[] {
  const asked = RECEIVERS.flatMap(([pattern, type]) => [...text.matchAll(pattern)].map(([, name]) => `${type}#${name}`))
  const methods = types.includes('Phaser.Physics.Arcade.Sprite')
    ? [...METHODS, ['Phaser.Physics.Arcade.Sprite', BODY_METHODS] as const]
    : METHODS
  const called = methods.flatMap(([type, list]) =>
    list.split(' ').filter((name) => text.includes(`.${name}(`)).map((name) => `${type}#${name}`),
  )
  return [...asked, ...called]
}

/** `Phaser.Math.Angle.Between` -> itself and its namespace; enumerations as a whole. */
function qualified(text: string): string[] {
  return [...text.matchAll(/\bPhaser(?:\.[A-Z]\w*)+/g)].flatMap(([name]) => {
    if (/\.(?:AUTO|CANVAS|Game)$/.test(name)) return []
    const space = name.slice(0, name.lastIndexOf('.'))
    if (space === 'Phaser.Input.Keyboard.KeyCodes') return [space]
    return /\.(?:Angle|Distance)$/.test(space) ? [space, name] : [name]
  })
}
