/** Words for tasks in both languages. */

export interface Words {
  readonly zh: string
  readonly en: string
}

const w = (zh: string, en: string): Words => ({ zh, en })

/** What a folder of a collection is about. */
export const TOPICS: readonly (readonly [RegExp, Words])[] = [
  [/^fx$|^filters?$/i, w('视觉特效', 'visual effects')],
  [/matter/i, w('Matter 物理', 'Matter physics')],
  [/arcade|^physics$/i, w('Arcade 物理', 'Arcade physics')],
  [/tween|ease/i, w('补间动画', 'tweens')],
  [/drag/i, w('拖拽', 'dragging')],
  [/keyboard/i, w('键盘输入', 'keyboard input')],
  [/mouse|pointer|touch|cursor/i, w('指针输入', 'pointer input')],
  [/gamepad/i, w('手柄输入', 'gamepad input')],
  [/^input/i, w('输入', 'input')],
  [/camera/i, w('摄像机', 'cameras')],
  [/partic|emitter/i, w('粒子', 'particles')],
  [/anim/i, w('逐帧动画', 'frame animations')],
  [/time|timer|clock/i, w('定时器', 'timers')],
  [/scene/i, w('场景管理', 'scenes')],
  [/render texture|dynamic texture/i, w('渲染纹理', 'render textures')],
  [/texture/i, w('纹理', 'textures')],
  [/bitmap ?text/i, w('位图文字', 'bitmap text')],
  [/text/i, w('文字', 'text')],
  [/graphics/i, w('矢量图形', 'graphics')],
  [/shape/i, w('形状', 'shapes')],
  [/container/i, w('容器', 'containers')],
  [/group|layer/i, w('对象组', 'groups')],
  [/action/i, w('批量动作', 'actions')],
  [/geom|intersect/i, w('几何', 'geometry')],
  [/math|snap|vector/i, w('数学', 'maths')],
  [/path|curve|spline/i, w('路径与曲线', 'paths and curves')],
  [/mask/i, w('遮罩', 'masks')],
  [/blend/i, w('混合模式', 'blend modes')],
  [/tint|color|alpha/i, w('颜色与透明度', 'colours')],
  [/depth/i, w('深度排序', 'depth sorting')],
  [/audio|sound/i, w('声音', 'sound')],
  [/data|registry/i, w('数据管理', 'data')],
  [/event/i, w('事件', 'events')],
  [/tile ?sprite/i, w('平铺精灵', 'tile sprites')],
  [/tile/i, w('瓦片地图', 'tilemaps')],
  [/scale|resize/i, w('缩放', 'scaling')],
  [/game objects|sprite|image|display/i, w('游戏对象', 'game objects')],
]

/** Kinds of objects; the plural of the English word only adds an s, or stands after a bar. */
export const OBJECTS: Readonly<Record<string, Words>> = {
  Image: w('图像', 'image'),
  Sprite: w('精灵', 'sprite'),
  Text: w('文本', 'text object'),
  Graphics: w('Graphics 图形', 'Graphics object'),
  Rectangle: w('矩形', 'rectangle'),
  Arc: w('圆或弧', 'circle'),
  Ellipse: w('椭圆', 'ellipse'),
  Star: w('星形', 'star'),
  Polygon: w('多边形', 'polygon'),
  Triangle: w('三角形', 'triangle'),
  Line: w('线段', 'line'),
  Curve: w('曲线', 'curve'),
  Container: w('容器', 'container'),
  TileSprite: w('平铺精灵', 'tile sprite'),
  Blitter: w('Blitter 对象', 'blitter'),
  ParticleEmitter: w('粒子发射器', 'particle emitter'),
  BitmapText: w('位图文本', 'bitmap text'),
  DynamicBitmapText: w('动态位图文本', 'dynamic bitmap text'),
  RenderTexture: w('渲染纹理', 'render texture'),
  Zone: w('区域', 'zone'),
  Layer: w('图层', 'layer'),
  Grid: w('网格', 'grid'),
  Rope: w('绳索对象', 'rope'),
  NineSlice: w('九宫格对象', 'nine-slice object'),
  PathFollower: w('路径跟随者', 'path follower'),
  Video: w('视频', 'video'),
  Mesh: w('网格模型', 'mesh|meshes'),
  TilemapLayer: w('瓦片地图图层', 'tilemap layer'),
  IsoBox: w('等距方块', 'isometric box|isometric boxes'),
}

/** What listeners wait for. */
export const EVENTS: readonly (readonly [RegExp, Words])[] = [
  [/^drag/, w('拖动对象', 'objects being dragged')],
  [/^drop$|^drag(?:enter|leave|over)$/, w('放到目标区域', 'drops on a target zone')],
  [/^(?:pointerdown|gameobjectdown)$/, w('按下指针', 'pointer presses')],
  [/^(?:pointerup|gameobjectup)$/, w('松开指针', 'pointer releases')],
  [/^(?:pointermove|gameobjectmove)$/, w('指针移动', 'pointer movement')],
  [
    /^(?:pointerover|gameobjectover|pointerout|gameobjectout)$/,
    w('指针移入移出', 'the pointer over and out of objects'),
  ],
  [/^wheel$|gameobjectwheel/, w('滚轮', 'the mouse wheel')],
  [/^keydown|^down$/, w('按键', 'key presses')],
  [/^keyup/, w('松开按键', 'key releases')],
  [/^worldbounds$/, w('刚体碰到世界边界', 'bodies that hit the world bounds')],
  [/^collisionstart|^collide$/, w('碰撞事件', 'collision events')],
  [/^animation(?:complete|repeat|start|update|stop)/, w('动画事件', 'animation events')],
]

/** Properties that tweens change. */
export const PROPERTIES: Readonly<Record<string, Words>> = {
  x: w('横坐标', 'x'),
  y: w('纵坐标', 'y'),
  angle: w('角度', 'the angle'),
  rotation: w('旋转', 'the rotation'),
  alpha: w('透明度', 'alpha'),
  scale: w('缩放', 'the scale'),
  scaleX: w('水平缩放', 'the horizontal scale'),
  scaleY: w('垂直缩放', 'the vertical scale'),
}

/** Kinds of input that a run tries. */
export const CAUSES: Readonly<Record<string, Words>> = {
  pointerover: w('指针移到对象上', 'When the pointer is over an object'),
  pointerdown: w('按下指针', 'When the pointer is pressed'),
  pointermove: w('移动指针', 'When the pointer moves'),
  drag: w('拖动', 'When something is dragged'),
  pointerup: w('松开指针', 'When the pointer is released'),
  wheel: w('滚动滚轮', 'When the wheel turns'),
  key: w('按住按键', 'While a key is held'),
  keyup: w('松开按键', 'When a key is released'),
  keys: w('按键', 'When keys are pressed'),
}

/** What then happens. */
export const CHANGES: Readonly<Record<string, Words>> = {
  spawned: w('出现新对象', 'new objects appear'),
  destroyed: w('有对象消失', 'objects go away'),
  moved: w('对象移动', 'objects move'),
  rotated: w('对象旋转', 'objects turn'),
  scaled: w('对象缩放', 'objects change their size'),
  faded: w('对象改变透明度', 'objects fade or hide'),
  text: w('文字改变', 'the text changes'),
  recolored: w('颜色改变', 'colours change'),
  scrolled: w('画面滚动', 'the view scrolls'),
  redrawn: w('图形重绘', 'the drawing changes'),
}
