/**
 * What programs call that have to do with a theme. Data, read as `companions.ts`: words, then what they call nearly
 * always | often | at times | hardly. A theme is called up by any of its words in the task, or by a word that the
 * lexicon has beside a Chinese one.
 */
export type Theme = readonly [words: string, line: string]

export const THEMES: readonly Theme[] = [
  // drawing
  ['circle ball orb dot bubble planet', 'graphics.fillCircle | | graphics.strokeCircle add.circle'],
  ['ring halo', 'graphics.strokeCircle graphics.lineStyle | |'],
  [
    'arc sector pie',
    `
    | graphics.arc graphics.slice graphics.beginPath graphics.fillPath graphics.closePath
    | graphics.strokePath graphics.moveTo
  `,
  ],
  ['ellipse oval', 'graphics.fillEllipse | | graphics.strokeEllipse add.ellipse'],
  ['rectangle square', 'graphics.fillRect | | graphics.strokeRect add.rectangle'],
  [
    'rounded dialog speech panel popup',
    `
    graphics.fillRoundedRect
    | graphics.strokeRoundedRect graphics.lineStyle
    | text.setVisible
  `,
  ],
  [
    'triangle arrow',
    `
    | graphics.fillTriangle graphics.beginPath graphics.moveTo graphics.lineTo graphics.closePath graphics.fillPath
    | graphics.strokePath
  `,
  ],
  [
    'star polygon rhombus diamond hexagon heart',
    `
    graphics.moveTo graphics.lineTo graphics.beginPath graphics.closePath graphics.fillPath
    |
    | graphics.fillPoints graphics.strokePath
  `,
  ],
  [
    'line dashed',
    `
    graphics.lineStyle
    | graphics.lineBetween graphics.strokePath
    | graphics.moveTo graphics.lineTo graphics.beginPath graphics.clear
  `,
  ],
  ['stroke outline border', 'graphics.lineStyle | graphics.strokeRect | graphics.strokeCircle graphics.strokePath'],
  [
    'grid board',
    `
    graphics.lineStyle
    | graphics.lineBetween graphics.strokeRect graphics.strokePath graphics.moveTo graphics.lineTo
    | add.grid add.rectangle
  `,
  ],
  [
    'draw paint sketch brush',
    `
    graphics.lineStyle input.on
    | graphics.lineTo graphics.moveTo graphics.beginPath graphics.strokePath
    | graphics.clear graphics.lineBetween graphics.fillCircle
  `,
  ],
  ['erase', '| renderTexture.erase graphics.clear input.on | add.renderTexture'],
  ['gradient', 'graphics.fillGradientStyle graphics.fillRect | |'],
  [
    'curve bezier spline',
    `
    graphics.strokePath graphics.lineStyle
    | spline.draw bezier.draw
    | bezier.getPoint spline.getPoint
  `,
  ],
  [
    'mask spotlight fog',
    `
    graphics.createGeometryMask image.setMask
    | make.graphics graphics.fillCircle
    | image.clearMask geometryMask.setInvertAlpha
  `,
  ],
  ['texture', 'graphics.generateTexture | | sprite.setTexture'],
  [
    'recolor',
    `
    | graphics.clear sprite.setTint
    | Display.Color.RandomRGB Display.Color.GetColor Math.Between sprite.clearTint
  `,
  ],
  ['color colour randomcolor', '| | Math.Between Display.Color.RandomRGB Display.Color.GetColor sprite.setTint'],
  ['rainbow hue', 'Display.Color.HSVToRGB | sprite.setTint | Display.Color.HSVColorWheel'],
  ['tint', 'sprite.setTint | sprite.clearTint | arcadeSprite.setTint'],
  ['glow bloom', 'fx.addGlow | tweens.add | fx.addBloom'],
  ['shadow', '| fx.addShadow text.setShadow |'],
  ['blend additive', 'sprite.setBlendMode | graphics.setBlendMode |'],
  ['light lamp', '| lights.enable lights.addLight sprite.setPipeline | lights.setAmbientColor graphics.setBlendMode'],
  [
    'background backdrop sky',
    `
    | graphics.fillRect
    | camera.setBackgroundColor graphics.fillGradientStyle add.rectangle
  `,
  ],
  ['text label title hint font', 'add.text | text.setOrigin text.setText | text.setColor text.setFontSize'],
  ['typewriter', 'time.addEvent text.setText | timer.remove |'],
  ['image icon', '| add.image | image.setScale'],
  ['mirror flip', 'sprite.setFlipX | | sprite.toggleFlipX'],
  ['depth layer', '| sprite.setDepth graphics.setDepth |'],
  ['visible hide show', '| text.setVisible | graphics.setVisible'],
  ['fullscreen', 'scale.toggleFullscreen input.on | scale.startFullscreen |'],
  ['resize responsive', 'scale.on | scale.resize text.setPosition |'],
  ['tilesprite endless', 'add.tileSprite | | tileSprite.setTilePosition tileSprite.setOrigin'],
  // input
  [
    'drag draggable slider',
    `
    object.setInteractive input.on
    | input.setDraggable sprite.setScale
    | sprite.setPosition sprite.setDepth
  `,
  ],
  ['drop dropzone', '| add.zone zone.setRectangleDropZone | graphics.strokeRect'],
  ['click tap', 'input.on | object.setInteractive | tweens.add'],
  [
    'select highlight',
    `
    object.setInteractive object.on
    | sprite.setTint sprite.clearTint graphics.clear
    | text.setText
  `,
  ],
  [
    'mouseover hover hovering rollover',
    `
    object.setInteractive object.on
    | text.setText
    | sprite.setScale sprite.setTint sprite.clearTint
  `,
  ],
  [
    'button menu checkbox shop interactive',
    `
    object.setInteractive object.on text.setOrigin
    | graphics.fillRoundedRect graphics.lineStyle text.setStyle
    | text.setColor graphics.strokeRoundedRect add.rectangle add.container tweens.add add.zone
  `,
  ],
  [
    'card puzzle',
    `
    | object.setInteractive object.on tweens.add add.container container.add
    | container.setSize rnd.shuffle
  `,
  ],
  ['inventory list', '| add.container container.add text.setText | object.setInteractive object.on'],
  ['mouse mousemove pointer', 'input.on | | Math.Angle.Between graphics.setPosition sprite.setPosition'],
  ['rightbutton rightclick', 'input.on pointer.rightButtonDown | mouse.disableContextMenu | pointer.leftButtonDown'],
  ['leftbutton leftclick', 'input.on pointer.leftButtonDown | |'],
  ['wheel scrollwheel', 'input.on | Math.Clamp camera.setZoom |'],
  ['keyboard cursor leftright', 'keyboard.createCursorKeys | | keyboard.addKey'],
  ['wasd', '| keyboard.addKeys keyboard.addKey | keyboard.createCursorKeys'],
  ['space spacebar shift enter esc', 'keyboard.addKey | Input.Keyboard.JustDown keyboard.on |'],
  ['hotkey key', '| keyboard.addKey keyboard.createCursorKeys | keyboard.on Input.Keyboard.JustDown'],
  ['typing anykey', 'keyboard.on text.setText | |'],
  [
    'combokey',
    `
    text.setText tweens.add
    | time.addEvent time.delayedCall timer.remove input.on camera.shake camera.flash
    | graphics.fillRoundedRect graphics.lineStyle text.setAlpha text.setColor text.setScale timer.destroy
      timer.reset add.particles text.setVisible
  `,
  ],
  ['gamepad controller', '| gamepad.once | pad.getAxisValue'],
  ['touch swipe gesture pinch', 'input.on | | input.addPointer object.setInteractive Math.Distance.Between'],
  [
    'joystick',
    `
    input.on graphics.fillCircle
    | graphics.strokeCircle Math.Distance.Between Math.Angle.Between
    | Math.Clamp graphics.setPosition
  `,
  ],
  ['doubleclick longpress', 'input.on | time.delayedCall object.setInteractive |'],
  ['control player character', '| keyboard.createCursorKeys | arcadeSprite.setCollideWorldBounds'],
  // motion
  ['move motion leftright horizontal', '| | tweens.add arcadeSprite.setVelocityX'],
  ['turn rotate spin angle', '| | graphics.setRotation Math.DegToRad sprite.setRotation graphics.setPosition'],
  ['orbit revolve solar', '| Math.DegToRad | Math.RotateAroundDistance sprite.setPosition graphics.setPosition'],
  ['scale enlarge shrink', '| tweens.add | sprite.setScale image.setScale'],
  [
    'bounce rebound elastic',
    `
    | arcadeSprite.setBounce arcadeSprite.setCollideWorldBounds arcadeSprite.setVelocity
    | Math.Between Math.FloatBetween physicsAdd.collider children.iterate
  `,
  ],
  [
    'path waypoint route',
    `
    path.draw path.lineTo
    | add.follower follower.startFollow
    | path.getPoint graphics.strokePath
  `,
  ],
  ['tween animation effect', 'tweens.add | | tweens.chain'],
  ['fade fadein fadeout alpha', 'tweens.add | | sprite.setAlpha camera.fadeIn camera.fadeOut'],
  ['blink flicker pulse breathe heartbeat squash pop', 'tweens.add | | sprite.setAlpha time.addEvent'],
  ['flash', '| tweens.add camera.flash | sprite.setTint sprite.clearTint'],
  ['yoyo oscillate sway float', '| tweens.add |'],
  ['sequence timeline', '| tweens.chain tweens.add | add.timeline timeline.play time.delayedCall'],
  ['stagger', 'tweens.add | tweens.stagger |'],
  ['spritesheet', '| anims.create sprite.play | anims.generateFrameNumbers sprite.setTexture'],
  ['floating', 'tweens.add add.text | |'],
  ['align formation snap', '| Actions.GridAlign Math.Snap.To | group.getChildren'],
  ['sort reorder', '| tweens.add | sprite.setDepth'],
  ['trail afterimage', '| tweens.add add.particles | emitter.startFollow graphics.clear graphics.lineBetween'],
  ['slowmotion timescale', '| text.setText | tweens.setGlobalTimeScale'],
  ['transform morph', '| graphics.clear sprite.setTexture | tweens.add'],
  // physics
  [
    'jump doublejump platformer',
    `
    arcadeSprite.setVelocityY arcadeSprite.setVelocityX keyboard.createCursorKeys physicsAdd.collider
    | physicsAdd.staticGroup group.create arcadeSprite.setBounce Input.Keyboard.JustDown keyboard.addKey
    | arcadeSprite.refreshBody
  `,
  ],
  [
    'platform ground floor elevator',
    `
    physicsAdd.collider
    | physicsAdd.staticGroup group.create arcadeSprite.setVelocityY arcadeSprite.setVelocityX
      arcadeSprite.setImmovable arcadeSprite.setBounce
    | group.getChildren keyboard.addKey arcadeSprite.refreshBody physicsAdd.existing arcadeSprite.setVelocity
      arcadeSprite.setPosition body.setAllowGravity
  `,
  ],
  [
    'wall obstacle door brick',
    `
    physicsAdd.collider
    | physicsAdd.staticGroup group.create
    | arcadeSprite.setImmovable arcadeSprite.setVelocity arcadeSprite.refreshBody
  `,
  ],
  [
    'maze dungeon',
    `
    graphics.fillRect
    | graphics.lineStyle graphics.lineBetween physicsAdd.collider physicsAdd.staticGroup
    | group.create physicsAdd.overlap arcadeSprite.setVelocity scene.restart add.rectangle camera.startFollow
      camera.setBounds world.setBounds graphics.strokeRect
  `,
  ],
  [
    'gravity fall',
    `
    | physicsAdd.sprite arcadeSprite.setBounce physicsAdd.collider
    | arcadeSprite.setVelocityY body.setGravityY arcadeSprite.setVelocity Input.Keyboard.JustDown
  `,
  ],
  ['bound boundary edge clamp', '| arcadeSprite.setCollideWorldBounds | world.setBounds Math.Clamp'],
  [
    'wrap',
    `
    | world.wrap arcadeSprite.setVelocity
    | Math.Wrap graphics.lineStyle graphics.strokeRect
    | arcadeSprite.setCollideWorldBounds
  `,
  ],
  [
    'acceleration thrust vehicle spaceship',
    `
    | arcadeSprite.setAcceleration arcadeSprite.setMaxVelocity arcadeSprite.setDrag
    | physics.velocityFromRotation arcadeSprite.setAngularVelocity
  `,
  ],
  [
    'friction brake slide inertia',
    `
    | arcadeSprite.setDrag arcadeSprite.setDamping
    | arcadeSprite.setMaxVelocity arcadeSprite.setAcceleration
  `,
  ],
  [
    'collide collision',
    `
    | physicsAdd.collider arcadeSprite.setCollideWorldBounds
    | physicsAdd.overlap arcadeSprite.setImmovable
  `,
  ],
  ['push', 'physicsAdd.collider | arcadeSprite.setPushable arcadeSprite.setDrag | arcadeSprite.setBounce'],
  ['overlap contact zone', 'physicsAdd.overlap | | physicsAdd.existing'],
  [
    'collect coin item food pickup catch',
    `
    physicsAdd.overlap text.setText physicsAdd.group group.create
    | Math.Between graphics.fillCircle arcadeSprite.setVelocity arcadeSprite.setCollideWorldBounds
    | group.countActive group.getLength arcadeSprite.disableBody text.setVisible
  `,
  ],
  [
    'shoot bullet weapon missile laser turret',
    `
    physicsAdd.group group.get
    | keyboard.addKey Input.Keyboard.JustDown arcadeSprite.setVelocity arcadeSprite.setActive
      arcadeSprite.setVisible physicsAdd.overlap arcadeSprite.setVelocityY group.create
    | Math.DegToRad Math.Angle.Between group.countActive physics.velocityFromRotation physics.velocityFromAngle
      graphics.fillTriangle group.getChildren arcadeSprite.setRotation
  `,
  ],
  [
    'enemy boss monster enemyspawn',
    `
    graphics.fillRect
    | physicsAdd.overlap physicsAdd.group group.create arcadeSprite.setVelocity Math.Between
    | time.addEvent arcadeSprite.setVelocityX arcadeSprite.setTint time.delayedCall
  `,
  ],
  [
    'chase homing missile ai',
    `
    arcadeSprite.setVelocity physicsAdd.sprite
    | Math.Distance.Between physics.moveToObject Math.Angle.Between physicsAdd.overlap text.setVisible
      physics.pause
    | physics.velocityFromRotation
  `,
  ],
  [
    'flee attract repel',
    `
    Math.Distance.Between
    | Math.Angle.Between arcadeSprite.setVelocity
    | physics.accelerateToObject physics.moveToObject vector.normalize vector.scale
  `,
  ],
  ['patrol', 'arcadeSprite.setVelocityX | Math.Distance.Between arcadeSprite.setVelocity | physics.moveToObject'],
  [
    'dodge avoid',
    `
    physicsAdd.overlap arcadeSprite.setVelocityX
    | time.addEvent Math.Between physicsAdd.group arcadeSprite.setVelocityY physics.pause text.setVisible
      scene.restart
    | group.getChildren keyboard.addKey
  `,
  ],
  ['aim crosshair', 'Math.Angle.Between input.on | sprite.setRotation | physics.velocityFromRotation'],
  [
    'dash sprint',
    `
    arcadeSprite.setVelocity
    | time.delayedCall Input.Keyboard.JustDown keyboard.addKey arcadeSprite.setTint arcadeSprite.clearTint
      arcadeSprite.setDrag
    | arcadeSprite.setDamping Math.Angle.Between graphics.clear timer.getProgress
  `,
  ],
  [
    'knockback',
    `
    arcadeSprite.setVelocity physicsAdd.overlap
    | time.delayedCall Math.Angle.Between tweens.add
    | arcadeSprite.setAlpha arcadeSprite.setTint arcadeSprite.clearTint
  `,
  ],
  [
    'damage hurt invincible',
    `
    text.setText
    | physicsAdd.overlap tweens.add time.delayedCall arcadeSprite.setAlpha physicsAdd.group group.create
      Math.Between
    | arcadeSprite.setTint arcadeSprite.clearTint physics.pause camera.shake
  `,
  ],
  [
    'health healthbar mana shield',
    `
    text.setText
    | graphics.fillRect graphics.clear graphics.strokeRect graphics.lineStyle
    | text.setVisible time.delayedCall physics.pause
  `,
  ],
  ['live', 'text.setText | physicsAdd.overlap | time.delayedCall scene.restart physics.pause'],
  [
    'pool recycle reuse',
    `
    physicsAdd.group group.get
    | arcadeSprite.setActive arcadeSprite.setVisible text.setText arcadeSprite.setVelocityY
    | group.countActive group.getChildren group.killAndHide arcadeSprite.disableBody group.getLength
      group.getTotalUsed
  `,
  ],
  [
    'wave',
    `
    text.setText physicsAdd.group
    | time.addEvent group.create physicsAdd.overlap time.delayedCall Math.Between arcadeSprite.setVelocity
      keyboard.addKey
    | group.countActive group.getLength text.setVisible tweens.add group.get
  `,
  ],
  ['spawn enemyspawn', '| time.addEvent Math.Between | group.create arcadeSprite.setVelocity'],
  ['detect sense range', 'Math.Distance.Between | arcadeSprite.setVelocity | graphics.strokeCircle'],
  [
    'raycast sight',
    `
    graphics.lineBetween
    | Geom.Intersects.GetLineToRectangle Geom.Intersects.LineToLine
    | Math.Angle.Between
  `,
  ],
  [
    'matter spring pendulum joint hinge stack domino',
    `
    matterWorld.setBounds
    | matter.rectangle matter.circle matter.constraint
    | matter.mouseSpring matter.gameObject
  `,
  ],
  ['snake', '| time.addEvent Math.Between graphics.clear | add.rectangle physicsAdd.overlap'],
  [
    'paddle breakout',
    `
    physicsAdd.collider arcadeSprite.setBounce arcadeSprite.setVelocity
    | arcadeSprite.setImmovable physicsAdd.staticGroup group.create arcadeSprite.setCollideWorldBounds
    | arcadeSprite.disableBody
  `,
  ],
  [
    'tilemap tile',
    `
    make.tilemap tilemap.addTilesetImage
    | physicsAdd.collider
    | tilemap.createLayer tilemap.createBlankLayer
  `,
  ],
  // cameras
  ['camera', '| camera.setBounds text.setScrollFactor | camera.startFollow graphics.lineStyle'],
  ['follow', '| | camera.startFollow camera.setBounds'],
  ['shake screenshake', 'camera.shake | | tweens.add'],
  ['zoom', 'camera.setZoom | camera.zoomTo | Math.Clamp input.on tweens.add'],
  ['pan', 'camera.pan | camera.setBounds |'],
  ['camerafollow', 'camera.startFollow camera.setBounds | text.setScrollFactor | world.setBounds'],
  ['camerafade', 'camera.fadeOut camera.fadeIn | camera.once | time.delayedCall | tweens.add'],
  ['camerarotation', 'camera.rotateTo | Math.DegToRad | camera.setRotation | tweens.add'],
  ['cameraflash', 'camera.flash | | | tweens.add'],
  [
    'minimap splitscreen',
    `
    cameras.add camera.setZoom camera.setBounds
    | camera.setBackgroundColor camera.startFollow graphics.lineBetween graphics.strokeRect world.setBounds
    | camera.ignore physicsAdd.sprite arcadeSprite.setCollideWorldBounds arcadeSprite.setVelocity
      text.setScrollFactor camera.setName camera.setViewport graphics.setScrollFactor
  `,
  ],
  ['parallax', 'text.setScrollFactor graphics.setScrollFactor | add.tileSprite camera.startFollow | camera.setBounds'],
  ['scroll', '| keyboard.createCursorKeys camera.setBounds text.setScrollFactor | add.tileSprite camera.setScroll'],
  ['transition', '| camera.fadeOut camera.fadeIn tweens.add | camera.once scene.start'],
  ['hud ui interface', '| text.setScrollFactor | text.setDepth graphics.setScrollFactor'],
  // particles
  ['particle emitter', 'add.particles graphics.generateTexture | emitter.explode | emitter.start emitter.stop'],
  ['explosion explode', '| add.particles emitter.explode | tweens.add camera.shake time.delayedCall'],
  [
    'fire smoke rain snow weather fountain firework',
    `
    add.particles graphics.generateTexture
    |
    | emitter.start emitter.stop
  `,
  ],
  // time
  ['timer stopwatch interval clock', 'time.addEvent text.setText | | time.delayedCall timer.remove'],
  [
    'countdown timelimit',
    `
    time.addEvent text.setText text.setOrigin
    | timer.remove text.setVisible
    | text.setColor time.delayedCall physics.pause tweens.add scene.restart timer.getElapsed
  `,
  ],
  [
    'cooldown',
    `
    text.setText
    | graphics.clear graphics.fillRect keyboard.addKey Input.Keyboard.JustDown time.delayedCall tweens.add
      graphics.lineStyle graphics.strokeCircle
    | graphics.beginPath graphics.moveTo graphics.arc graphics.closePath graphics.fillPath time.addEvent
      timer.getProgress graphics.strokeRect graphics.slice text.setColor graphics.fillRoundedRect
  `,
  ],
  [
    'skill spell ability',
    `
    | tweens.add graphics.fillCircle graphics.strokeCircle input.on
    | keyboard.addKey graphics.setAlpha
  `,
  ],
  ['delay', 'time.delayedCall | | time.addEvent'],
  ['heal regen', 'time.addEvent graphics.clear | |'],
  ['daynight', 'tweens.add | graphics.setAlpha graphics.fillRect | camera.setBackgroundColor'],
  // state
  ['score highscore count', 'text.setText | | physicsAdd.overlap text.setScrollFactor'],
  [
    'combo',
    `
    text.setText tweens.add
    | time.addEvent time.delayedCall timer.remove camera.flash input.on
    | text.setColor text.setScale camera.shake timer.destroy add.particles text.setVisible
  `,
  ],
  [
    'progress progressbar loading',
    `
    graphics.clear graphics.fillRect
    | graphics.strokeRect graphics.lineStyle
    | graphics.fillRoundedRect graphics.strokeRoundedRect
  `,
  ],
  [
    'overlay',
    `
    | scene.launch scene.pause scene.resume text.setVisible
    | scene.bringToTop scene.stop scene.get text.setDepth
  `,
  ],
  [
    'pause',
    `
    | physics.pause physics.resume text.setVisible keyboard.addKey
    | scene.pause scene.resume Input.Keyboard.JustDown keyboard.on text.setDepth
  `,
  ],
  [
    'restart retry',
    `
    scene.restart
    | keyboard.addKey physics.pause text.setVisible
    | keyboard.on input.on Input.Keyboard.JustDown
  `,
  ],
  ['win victory', '| text.setVisible physics.pause | tweens.add scene.restart text.setDepth'],
  [
    'gameover lose',
    `
    text.setVisible
    | physics.pause scene.restart
    | time.delayedCall keyboard.on keyboard.addKey tweens.add input.once
  `,
  ],
  [
    'level stage switchscene scene',
    `
    | scene.start text.setText
    | scene.restart time.delayedCall group.clear object.setInteractive object.on registry.set
      arcadeSprite.setPosition
  `,
  ],
  ['random seeded chance shuffle', 'Math.Between | | Math.FloatBetween rnd.between rnd.pick'],
  ['container', 'add.container container.add | | container.setPosition'],
  ['group sync', '| group.getChildren add.group group.add | group.create'],
  ['save storage registry', '| registry.set registry.get | data.set data.get'],
  ['event emit', 'events.on | events.emit | events.once'],
  ['distance', 'Math.Distance.Between | |'],
  ['vector normalize', 'vector.normalize | vector.scale | vector.set vector.length'],
  [
    'playback replay record undo',
    `
    text.setText input.on
    | sprite.setPosition keyboard.addKey graphics.generateTexture add.sprite keyboard.addKeys
    | graphics.clear time.addEvent time.delayedCall Input.Keyboard.JustDown text.setColor sprite.setVisible
      Math.Clamp
  `,
  ],
  ['difficulty', 'time.addEvent text.setText | Math.Between | timer.reset'],
  ['multiplayer versus', '| keyboard.addKeys keyboard.createCursorKeys physicsAdd.collider | text.setText'],
  ['sound music audio', '| sound.add | sound.play'],
]
