/**
 * What goes along with what, as a Phaser developer knows it. Data: a line says which members programs call nearly
 * always | often | at times | hardly when they have to do with its key. Members are written as programs write them,
 * after the receivers of `receivers.ts`: `add.graphics`, `graphics.fillStyle`, `Math.Between`.
 */
export type Lines = Readonly<Record<string, string>>

/** A program without assets draws on Graphics, makes textures of what it has drawn, and tells the player what to do. */
export const EVERYDAY = `
  add.graphics graphics.fillStyle
  | add.text text.setOrigin graphics.destroy graphics.generateTexture
  | graphics.fillRect graphics.fillCircle text.setText graphics.lineStyle add.sprite
`

/**
 * A larger game keeps count, says so, and changes its state. With bodies it moves them by velocity; without, it redraws
 * what changes and lets tweens move the rest.
 */
export const BY_SIZE: Lines = {
  easy: '| | add.sprite tweens.add',
  'easy physics': '| | arcadeSprite.setVelocity',
  medium: `
    add.graphics graphics.fillStyle add.text text.setText text.setOrigin graphics.fillRect
    | tweens.add graphics.lineStyle graphics.strokeRect graphics.clear time.addEvent
    | keyboard.addKey events.on text.setVisible graphics.fillCircle camera.shake text.setColor time.delayedCall
      scene.restart graphics.setPosition Input.Keyboard.JustDown
  `,
  'medium physics': `
    add.graphics graphics.fillStyle add.text text.setText arcadeSprite.setCollideWorldBounds graphics.fillRect
    | graphics.fillCircle arcadeSprite.setVelocityX arcadeSprite.setVelocityY Math.Between text.setOrigin
    | time.addEvent time.delayedCall text.setVisible physics.pause keyboard.addKey tweens.add scene.restart
      group.countActive arcadeSprite.setTint
  `,
  hard: `
    add.graphics graphics.fillStyle add.text text.setText graphics.destroy input.on graphics.fillCircle
      graphics.fillRect
    | text.setOrigin tweens.add graphics.lineStyle graphics.clear keyboard.addKey time.addEvent
    | text.setColor graphics.strokeCircle graphics.fillRoundedRect graphics.generateTexture camera.shake
      time.delayedCall graphics.strokeRect text.setVisible graphics.fillPath graphics.setVisible
      graphics.strokeRoundedRect graphics.beginPath graphics.moveTo graphics.closePath Math.Clamp timer.remove
      Input.Keyboard.JustDown keyboard.createCursorKeys scene.restart text.setDepth
  `,
  'hard physics': `
    add.graphics graphics.fillStyle add.text text.setText arcadeSprite.setCollideWorldBounds graphics.fillRect
      graphics.fillCircle arcadeSprite.setVelocityX arcadeSprite.setVelocityY keyboard.createCursorKeys
    | text.setOrigin keyboard.addKey arcadeSprite.setVelocity physicsAdd.collider tweens.add
    | time.delayedCall text.setVisible arcadeSprite.setBounce events.on physics.pause Input.Keyboard.JustDown
      scene.restart time.addEvent arcadeSprite.setTint graphics.clear graphics.lineStyle text.setDepth group.get
      camera.shake
  `,
}

export const BY_MODULE: Lines = {
  Animations: 'tweens.add | graphics.generateTexture add.sprite | sprite.setAlpha sprite.setScale tween.stop',
  Audio: '| sound.add sound.play | soundObject.play soundObject.stop',
  Camera: `
    | camera.setBounds camera.startFollow text.setScrollFactor
    | keyboard.createCursorKeys camera.setZoom graphics.lineBetween world.setBounds graphics.lineStyle
  `,
  Cameras: `
    | camera.setBounds camera.startFollow text.setScrollFactor
    | keyboard.createCursorKeys camera.setZoom graphics.lineBetween world.setBounds
  `,
  Curves: '| graphics.strokePath path.draw path.getPoint | path.lineTo add.follower',
  Data: '| registry.set registry.get data.set data.get | events.on',
  FX: '| fx.addGlow fx.addShadow | fx.clear tweens.add',
  GameObjects: '| text.setOrigin |',
  Input: '| events.on | keyboard.createCursorKeys keyboard.addKey object.setInteractive',
  Masks: '| graphics.createGeometryMask image.setMask | graphics.fillCircle image.clearMask',
  Math: '| Math.Between | Math.Clamp Math.DegToRad Math.FloatBetween',
  Matter: `
    matter.rectangle
    | matterWorld.setBounds matter.circle matter.image
    | matterImage.setBounce matterImage.setFriction
  `,
  Particles: `
    add.particles graphics.fillCircle graphics.generateTexture graphics.destroy
    | emitter.explode emitter.start emitter.stop
    | emitter.setPosition emitter.emitParticleAt emitter.startFollow events.on
  `,
  Physics: `
    add.graphics graphics.fillStyle physicsAdd.sprite graphics.generateTexture graphics.destroy graphics.fillRect
    | arcadeSprite.setCollideWorldBounds keyboard.createCursorKeys graphics.fillCircle physicsAdd.overlap
      physicsAdd.group group.create arcadeSprite.setVelocityX arcadeSprite.setVelocityY
    | physicsAdd.collider arcadeSprite.setVelocity arcadeSprite.setBounce Math.Between physics.pause
    | add.sprite add.image
  `,
  Tilemap: `
    make.tilemap tilemap.addTilesetImage graphics.generateTexture
    | tilemap.createLayer tilemap.createBlankLayer physicsAdd.collider physicsAdd.sprite
      arcadeSprite.setCollideWorldBounds keyboard.createCursorKeys
    | layer.setCollision layer.putTileAt layer.setCollisionByExclusion layer.fill camera.startFollow
      camera.setBounds arcadeSprite.setVelocity arcadeSprite.setVelocityX arcadeSprite.setVelocityY
  `,
  Time: 'time.addEvent text.setText | time.delayedCall | timer.remove timer.getProgress',
  Tweens: 'tweens.add | tweens.chain | tween.stop tween.pause tween.resume',
}

/** By the id of a required symbol without the root; of a member, the line of its owner serves too. */
export const BY_API: Lines = {
  // game objects
  'GameObjects.Graphics': `
    graphics.fillStyle add.graphics
    | graphics.generateTexture graphics.destroy
    | graphics.fillRect graphics.fillCircle graphics.lineStyle graphics.beginPath graphics.closePath
      graphics.moveTo graphics.lineTo graphics.fillPath graphics.clear
  `,
  'GameObjects.Text': 'add.text text.setText text.setOrigin | | text.setVisible text.setColor text.setScrollFactor',
  'GameObjects.BitmapText': `
    add.bitmapText
    | bitmapText.setText
    | bitmapText.setOrigin bitmapText.setFontSize make.graphics
  `,
  'GameObjects.Sprite': `
    add.sprite graphics.generateTexture graphics.destroy
    | sprite.setPosition sprite.setScale sprite.setInteractive
    | sprite.setTint sprite.setAlpha sprite.setOrigin sprite.setTexture
  `,
  'GameObjects.Image': `
    add.image graphics.generateTexture graphics.destroy
    | image.setScale image.setPosition
    | image.setTint image.setAlpha image.setOrigin image.setDepth
  `,
  'GameObjects.Container': `
    add.container container.add
    | container.setPosition container.setSize container.setInteractive
    | container.remove container.setRotation container.setScale container.getByName add.rectangle
  `,
  'GameObjects.Group': `
    add.group
    | group.add group.getChildren group.create
    | group.countActive group.getLength group.get group.killAndHide group.clear group.getFirstDead
  `,
  'GameObjects.Layer': 'add.layer | layerObject.add | layerObject.setVisible layerObject.setDepth',
  'GameObjects.Zone': `
    add.zone
    | zone.setRectangleDropZone zone.setInteractive input.setDraggable
    | graphics.strokeRect physicsAdd.existing physicsAdd.overlap events.on
  `,
  'GameObjects.Shape': '| add.rectangle add.circle shape.setFillStyle shape.setStrokeStyle | add.ellipse add.triangle',
  'GameObjects.Rectangle': `
    add.rectangle
    | rectangle.setFillStyle rectangle.setStrokeStyle rectangle.setInteractive rectangle.setOrigin
    | rectangle.setPosition rectangle.setSize
  `,
  'GameObjects.Arc': `
    add.circle
    | arc.setFillStyle arc.setStrokeStyle arc.setInteractive
    | arc.setPosition arc.setRadius
  `,
  'GameObjects.Ellipse': `
    add.ellipse
    | ellipse.setFillStyle ellipse.setStrokeStyle
    | ellipse.setPosition ellipse.setSize
  `,
  'GameObjects.Triangle': `
    add.triangle
    | triangle.setFillStyle triangle.setStrokeStyle
    | triangle.setRotation triangle.setPosition
  `,
  'GameObjects.Star': 'add.star | star.setFillStyle star.setStrokeStyle | star.setPoints star.setRotation',
  'GameObjects.Polygon': 'add.polygon | polygon.setFillStyle polygon.setStrokeStyle | polygon.setOrigin',
  'GameObjects.Line': 'add.line | line.setTo line.setLineWidth line.setStrokeStyle | line.setOrigin',
  'GameObjects.Curve': 'add.curve | curve.setStrokeStyle | ',
  'GameObjects.Grid': 'add.grid | grid.setOutlineStyle | grid.setFillStyle grid.setAltFillStyle',
  'GameObjects.TileSprite': `
    add.tileSprite graphics.generateTexture graphics.destroy
    | tileSprite.setTilePosition tileSprite.setOrigin tileSprite.setScrollFactor
    | tileSprite.setTileScale
  `,
  'GameObjects.NineSlice': `
    add.nineslice graphics.generateTexture
    | nineSlice.setSize
    | nineSlice.setOrigin tweens.add
  `,
  'GameObjects.Rope': 'add.rope graphics.generateTexture | rope.setPoints rope.setDirty |',
  'GameObjects.Blitter': 'add.blitter graphics.generateTexture | blitter.create | blitter.clear',
  'GameObjects.RenderTexture': `
    add.renderTexture
    | renderTexture.draw renderTexture.clear
    | renderTexture.fill renderTexture.erase events.on graphics.generateTexture
  `,
  'GameObjects.PathFollower': `
    add.follower
    | follower.startFollow path.lineTo path.draw graphics.generateTexture
    | follower.stopFollow follower.pauseFollow
  `,
  'GameObjects.Video': '| add.video | video.play',
  'GameObjects.DOMElement': 'add.dom | domElement.setOrigin | domElement.addListener',
  'GameObjects.Particles.ParticleEmitter': `
    add.particles graphics.generateTexture graphics.fillCircle graphics.destroy
    | emitter.explode emitter.start emitter.stop
    | emitter.setPosition emitter.emitParticleAt emitter.startFollow emitter.setParticleTint events.on
      emitter.getAliveParticleCount
  `,
  'GameObjects.GameObject': '| object.setInteractive object.destroy | object.setData object.getData object.setName',
  'GameObjects.Components.Mask': 'graphics.createGeometryMask image.setMask | graphics.fillCircle | image.clearMask',
  'Display.Masks.GeometryMask': `
    graphics.createGeometryMask image.setMask graphics.fillCircle
    | make.graphics
    | image.clearMask geometryMask.setInvertAlpha events.on
  `,
  'Display.Masks.BitmapMask': '| image.createBitmapMask image.setMask | image.clearMask',
  'Display.Color': `
    | Display.Color.GetColor Display.Color.RandomRGB
    | Display.Color.HSVToRGB Display.Color.IntegerToColor Display.Color.HexStringToColor
      Display.Color.Interpolate.ColorWithColor
  `,
  'FX.Glow': 'fx.addGlow | tweens.add | fx.clear add.sprite graphics.generateTexture',
  'FX.Shadow': 'fx.addShadow | add.sprite graphics.generateTexture | tweens.add',
  'FX.Blur': 'fx.addBlur | tweens.add | fx.clear',
  'FX.Bloom': 'fx.addBloom | tweens.add | fx.clear',
  'FX.Vignette': 'fx.addVignette | tweens.add |',
  'FX.ColorMatrix': 'fx.addColorMatrix | colorMatrix.grayscale colorMatrix.sepia | colorMatrix.hue',
  'FX.Pixelate': 'fx.addPixelate | tweens.add |',
  'FX.Shine': 'fx.addShine | tweens.add |',
  // physics
  'Physics.Arcade.Sprite': `
    physicsAdd.sprite arcadeSprite.setCollideWorldBounds graphics.generateTexture graphics.destroy
    | arcadeSprite.setVelocityX arcadeSprite.setVelocityY arcadeSprite.setVelocity physicsAdd.collider
      physicsAdd.overlap keyboard.createCursorKeys
    | arcadeSprite.setBounce arcadeSprite.setTint physicsAdd.staticGroup group.create arcadeSprite.setImmovable
    | add.sprite
  `,
  'Physics.Arcade.Image': `
    physicsAdd.image graphics.generateTexture graphics.destroy
    | arcadeImage.setVelocity arcadeImage.setCollideWorldBounds arcadeImage.setBounce physicsAdd.collider
    | arcadeImage.setImmovable arcadeImage.setVelocityX
  `,
  'Physics.Arcade.Group': `
    physicsAdd.group group.create graphics.generateTexture graphics.destroy
    | physicsAdd.overlap physicsAdd.sprite arcadeSprite.setCollideWorldBounds keyboard.createCursorKeys
      graphics.fillCircle Math.Between arcadeSprite.setVelocityX
    | time.addEvent arcadeSprite.setVelocityY arcadeSprite.setVelocity physicsAdd.collider group.get
      group.getChildren group.countActive children.iterate arcadeSprite.disableBody physics.pause
    | add.sprite
  `,
  'Physics.Arcade.StaticGroup': `
    physicsAdd.staticGroup group.create physicsAdd.collider graphics.generateTexture graphics.destroy
    | physicsAdd.sprite arcadeSprite.setCollideWorldBounds arcadeSprite.setVelocityX keyboard.createCursorKeys
    | arcadeSprite.setVelocityY arcadeSprite.setBounce arcadeSprite.refreshBody staticGroup.refresh
  `,
  'Physics.Arcade.Body': `
    | physicsAdd.existing body.setVelocity body.setCollideWorldBounds physicsAdd.collider
    | body.setBounce body.setSize body.setCircle body.setVelocityX body.setVelocityY body.setAllowGravity
      body.setImmovable
  `,
  'Physics.Arcade.StaticBody': `
    | physicsAdd.existing physicsAdd.staticGroup
    | physicsAdd.collider staticBody.updateFromGameObject
  `,
  'Physics.Arcade.World': `
    | world.setBounds arcadeSprite.setCollideWorldBounds
    | physics.pause physics.resume world.on world.wrap world.setBoundsCollision
  `,
  'Physics.Arcade.ArcadePhysics': `
    | physics.moveToObject physicsAdd.overlap
    | physics.pause physics.resume physics.velocityFromRotation physics.moveTo physics.accelerateToObject
      physics.velocityFromAngle
  `,
  'Physics.Arcade.Collider': `
    physicsAdd.collider
    | physicsAdd.sprite arcadeSprite.setVelocity
    | collider.destroy world.removeCollider
  `,
  'Physics.Arcade.Factory': `
    | physicsAdd.sprite physicsAdd.collider
    | physicsAdd.group physicsAdd.overlap physicsAdd.staticGroup
  `,
  'Physics.Arcade.Events.WORLD_BOUNDS': `
    world.on
    | arcadeSprite.setCollideWorldBounds arcadeSprite.setVelocity arcadeSprite.setBounce
    |
  `,
  'Physics.Matter.Image': `
    matter.image graphics.generateTexture
    | matterWorld.setBounds matterImage.setBounce matterImage.setFriction
    | matterImage.setVelocity matterImage.setCircle matterImage.setStatic matterImage.setRectangle
  `,
  'Physics.Matter.Sprite': `
    matter.sprite graphics.generateTexture
    | matterWorld.setBounds matterSprite.setVelocity matterSprite.setBounce
    | matterSprite.setFixedRotation matterSprite.setFriction matterSprite.setStatic
  `,
  'Physics.Matter.World': `
    matterWorld.setBounds
    | matter.rectangle matter.circle matterWorld.on
    | matterWorld.setGravity matter.image
  `,
  'Physics.Matter.MatterPhysics': `
    matterWorld.setBounds
    | matter.rectangle matter.circle matter.gameObject matter.constraint matter.mouseSpring
    | matter.image matter.polygon
  `,
  'Physics.Matter.Factory': `
    matterWorld.setBounds
    | matter.rectangle matter.circle matter.image matter.constraint matter.gameObject
    | matter.mouseSpring matter.polygon matter.stack graphics.generateTexture matterImage.setBounce
  `,
  // input
  'Input.Pointer': `
    input.on
    | object.setInteractive
    | pointer.leftButtonDown pointer.rightButtonDown Math.Angle.Between Math.Distance.Between physics.moveTo
      pointer.updateWorldPoint mouse.disableContextMenu
  `,
  'Input.InputPlugin': 'input.on | object.setInteractive input.setDraggable |',
  'Input.Events.POINTER_DOWN': 'input.on | object.setInteractive | Math.Between Display.Color.RandomRGB tweens.add',
  'Input.Events.POINTER_MOVE': 'input.on | graphics.clear graphics.lineTo | Math.Angle.Between',
  'Input.Events.POINTER_UP': 'input.on | | object.setInteractive',
  'Input.Events.POINTER_WHEEL': 'input.on | camera.setZoom Math.Clamp |',
  'Input.Events.POINTER_OVER': 'object.setInteractive object.on | text.setColor | tweens.add shape.setFillStyle',
  'Input.Events.GAMEOBJECT_DRAG': `
    object.setInteractive input.on text.setOrigin graphics.generateTexture graphics.destroy
    | input.setDraggable sprite.setScale add.sprite
    | sprite.setPosition sprite.setDepth sprite.setTint sprite.clearTint tweens.add
  `,
  'Input.Events.GAMEOBJECT_DOWN': 'object.setInteractive input.on | | text.setText tweens.add',
  'Input.Events.GAMEOBJECT_POINTER_DOWN': 'object.setInteractive object.on | text.setText | tweens.add',
  'Input.Events.DRAG': 'object.setInteractive input.on input.setDraggable | sprite.setPosition | sprite.setScale',
  'Input.Events.DROP': `
    add.zone zone.setRectangleDropZone object.setInteractive input.setDraggable input.on
    | graphics.strokeRect
    | sprite.setPosition
  `,
  'Input.Keyboard.KeyCodes': `
    keyboard.createCursorKeys
    | keyboard.addKey keyboard.addKeys
    | keyboard.on Input.Keyboard.JustDown arcadeSprite.setVelocityX Math.Clamp physicsAdd.sprite
      arcadeSprite.setCollideWorldBounds
  `,
  'Input.Keyboard.Key': 'keyboard.addKey | Input.Keyboard.JustDown | key.on keyboard.addKeys',
  'Input.Keyboard.KeyboardPlugin': `
    keyboard.createCursorKeys
    | keyboard.addKey keyboard.addKeys keyboard.on
    | Input.Keyboard.JustDown
  `,
  'Input.Keyboard.JustDown': 'keyboard.addKey Input.Keyboard.JustDown | keyboard.createCursorKeys |',
  'Input.Gamepad.Gamepad': '| gamepad.once | gamepad.getPad pad.getAxisValue pad.isButtonDown',
  // time and motion
  'Time.TimerEvent': `
    time.addEvent text.setText text.setOrigin
    | graphics.clear
    | timer.remove time.delayedCall timer.getProgress timer.getRemaining timer.destroy tweens.add text.setColor
      text.setVisible graphics.strokeRect
  `,
  'Time.Clock': 'time.addEvent | time.delayedCall text.setText | timer.remove time.removeEvent',
  'Time.Timeline': 'add.timeline timeline.play | timeline.add | timeline.pause timeline.stop tweens.add text.setText',
  'Tweens.Tween': `
    tweens.add add.sprite graphics.generateTexture graphics.destroy
    |
    | sprite.setAlpha tween.stop tween.pause tween.resume sprite.setOrigin
  `,
  'Tweens.TweenChain': 'tweens.chain | add.sprite graphics.generateTexture | tweens.add',
  'Tweens.TweenManager': 'tweens.add | tweens.chain tweens.killTweensOf | tweens.addCounter tweens.stagger',
  'Types.Tweens.TweenBuilderConfig': 'tweens.add | |',
  'Animations.Animation': `
    anims.create
    | animation.play add.sprite graphics.generateTexture textures.addSpriteSheet
    | anims.generateFrameNumbers sprite.setTexture
  `,
  'Animations.AnimationManager': `
    anims.create
    | sprite.play graphics.generateTexture
    | anims.generateFrameNumbers anims.exists
  `,
  'Animations.AnimationState': 'anims.create sprite.play | animation.stop | animation.pause animation.resume',
  'Curves.Path': `
    path.draw
    | path.lineTo path.splineTo path.getPoint graphics.strokePath add.follower follower.startFollow
    | path.circleTo path.cubicBezierTo path.getPoints tweens.add
  `,
  'Curves.Spline': '| spline.draw spline.getPoints | spline.getPoint tweens.add add.follower',
  'Curves.CubicBezier': '| bezier.draw bezier.getPoint | bezier.getPoints tweens.add',
  // cameras and scenes
  'Cameras.Scene2D.Camera': `
    text.setScrollFactor camera.setBounds
    | camera.startFollow graphics.lineStyle graphics.lineBetween world.setBounds
    | camera.setZoom camera.shake camera.setBackgroundColor keyboard.createCursorKeys graphics.strokePath
      graphics.moveTo graphics.lineTo camera.centerOn camera.ignore
  `,
  'Cameras.Scene2D.BaseCamera': '| camera.setBounds camera.setScroll camera.setZoom | camera.centerOn camera.ignore',
  'Cameras.Scene2D.CameraManager': `
    cameras.add
    | camera.setViewport camera.setZoom camera.ignore
    | camera.startFollow camera.setBackgroundColor
  `,
  'Cameras.Scene2D.Effects.Shake': 'camera.shake | | camera.flash',
  'Cameras.Scene2D.Effects.Fade': 'camera.fadeOut camera.fadeIn | camera.once scene.start |',
  'Cameras.Scene2D.Effects.Flash': 'camera.flash | |',
  'Cameras.Scene2D.Effects.Zoom': 'camera.zoomTo | |',
  'Cameras.Scene2D.Effects.Pan': 'camera.pan | camera.setBounds |',
  'Cameras.Scene2D.Effects.RotateTo': 'camera.rotateTo | |',
  'Scenes.ScenePlugin': `
    scene.start
    | scene.restart scene.launch scene.stop events.on
    | scene.pause scene.resume scene.bringToTop scene.get
  `,
  'Scenes.Events': '| events.on | events.once',
  Scene: `
    | scene.start text.setText
    | scene.restart scene.launch scene.pause scene.resume object.setInteractive input.on
  `,
  // state and helpers
  'Data.DataManager': `
    | data.set data.get registry.set registry.get
    | data.inc events.on object.setData object.getData
  `,
  'Events.EventEmitter': 'events.on events.emit | events.once events.off |',
  'Math.Angle': `
    Math.Angle.Between arcadeSprite.setVelocity
    | physics.velocityFromRotation
    | Math.Angle.RotateTo Math.Angle.Wrap sprite.setRotation physics.velocityFromAngle Math.DegToRad
      Math.Distance.Between
  `,
  'Math.Distance': 'Math.Distance.Between | | physics.moveToObject Math.Angle.Between arcadeSprite.setVelocity',
  'Math.RND': `
    rnd.between
    | rnd.sow Math.Between graphics.lineStyle
    | rnd.pick rnd.realInRange rnd.frac rnd.integerInRange rnd.shuffle text.setDepth keyboard.addKey
  `,
  'Math.RandomDataGenerator': '| rnd.between rnd.sow | rnd.pick rnd.realInRange rnd.frac rnd.shuffle',
  'Math.Vector2': `
    | vector.normalize vector.scale
    | vector.set vector.length vector.add vector.subtract vector.setToPolar
  `,
  'Math.Easing': '| tweens.add |',
  'Math.Between': 'Math.Between | |',
  'Math.Clamp': 'Math.Clamp | |',
  'Geom.Rectangle': `
    | Geom.Rectangle.Contains graphics.strokeRectShape graphics.fillRectShape
    | Geom.Intersects.RectangleToRectangle Geom.Rectangle.Overlaps rectangleShape.setTo
  `,
  'Geom.Circle': `
    | graphics.fillCircleShape graphics.strokeCircleShape Geom.Circle.Contains
    | Geom.Intersects.CircleToCircle
  `,
  'Geom.Line': `
    | graphics.strokeLineShape lineShape.setTo
    | Geom.Intersects.LineToLine Geom.Intersects.LineToRectangle Geom.Line.Length Geom.Line.Angle
  `,
  'Geom.Polygon': '| graphics.fillPoints Geom.Polygon.Contains | graphics.strokePoints',
  'Geom.Triangle': '| graphics.fillTriangleShape graphics.strokeTriangleShape | Geom.Triangle.Contains',
  'Geom.Ellipse': '| graphics.fillEllipseShape graphics.strokeEllipseShape | Geom.Ellipse.Contains',
  'Geom.Intersects': `
    | Geom.Intersects.RectangleToRectangle Geom.Intersects.LineToLine
    | Geom.Intersects.CircleToRectangle Geom.Intersects.GetLineToRectangle sprite.getBounds
  `,
  Actions: `
    | Actions.GridAlign Actions.PlaceOnCircle
    | Actions.RotateAroundDistance Actions.IncX Actions.Shuffle group.getChildren
  `,
  BlendModes: '| sprite.setBlendMode graphics.setBlendMode | add.particles',
  'Textures.CanvasTexture': '| textures.createCanvas | canvasTexture.refresh canvasTexture.getContext add.image',
  'Textures.TextureManager': '| textures.exists graphics.generateTexture | textures.createCanvas textures.remove',
  'Tilemaps.Tilemap': `
    make.tilemap tilemap.addTilesetImage graphics.generateTexture
    | tilemap.createLayer tilemap.createBlankLayer physicsAdd.collider physicsAdd.sprite
      arcadeSprite.setCollideWorldBounds
    | layer.setCollision layer.setCollisionByExclusion layer.putTileAt tilemap.putTileAt layer.fill
      layer.getTileAtWorldXY camera.startFollow camera.setBounds arcadeSprite.setVelocity
  `,
  'Tilemaps.TilemapLayer': `
    make.tilemap tilemap.addTilesetImage
    | tilemap.createBlankLayer layer.putTileAt layer.setCollision physicsAdd.collider graphics.generateTexture
    | layer.fill layer.getTileAtWorldXY layer.removeTileAt layer.getTileAt layer.worldToTileXY
  `,
  'Tilemaps.Tileset': 'tilemap.addTilesetImage make.tilemap | tilemap.createLayer graphics.generateTexture |',
  'Tilemaps.Tile': '| layer.getTileAt layer.putTileAt | layer.getTileAtWorldXY tile.setCollision layer.forEachTile',
  'Scale.ScaleManager': '| scale.on | scale.resize scale.startFullscreen scale.toggleFullscreen',
  'Sound.BaseSoundManager': '| sound.add sound.play | soundObject.play',
  'Loader.LoaderPlugin': '| load.image load.on | load.start load.spritesheet load.audio',
}
