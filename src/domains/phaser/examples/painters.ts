/** The functions that an adapted example brings along to make what it used to load. Text of programs, not of ours. */

/** Functions that draw one picture with a Graphics object: `(pen, x, y, width, height, colour)`. */
const PAINTERS = {
  paintBackdrop: `function paintBackdrop(pen, x, y, width, height, colour) {
  const base = Phaser.Display.Color.IntegerToColor(colour);
  for (let band = 0; band < 12; band++) {
    pen.fillStyle(base.clone().darken(4 * band).color);
    pen.fillRect(x, y + (band * height) / 12, width, height / 12 + 1);
  }
  pen.fillStyle(0xffffff, 0.35);
  for (let dot = 0; dot < 40; dot++) {
    pen.fillCircle(x + ((dot * 97) % width), y + ((dot * 61) % height), 1 + (dot % 3));
  }
}`,
  paintBadge: `function paintBadge(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillRoundedRect(x + 1, y + 1, width - 2, height - 2, Math.min(width, height) / 5);
  pen.fillStyle(0xffffff, 0.6).fillCircle(x + width / 2, y + height / 2, Math.min(width, height) / 4);
}`,
  paintBall: `function paintBall(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillEllipse(x + width / 2, y + height / 2, width, height);
  pen.fillStyle(0xffffff, 0.5).fillEllipse(x + width * 0.35, y + height * 0.3, width * 0.3, height * 0.25);
}`,
  paintBlock: `function paintBlock(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillRect(x, y, width, height);
  pen.fillStyle(0xffffff, 0.25).fillRect(x, y, width, Math.max(2, height / 8));
  pen.lineStyle(2, 0x000000, 0.4).strokeRect(x + 1, y + 1, width - 2, height - 2);
}`,
  paintBullet: `function paintBullet(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillRoundedRect(x, y, width, height, Math.min(width, height) / 2);
  pen.fillStyle(0xffffff, 0.6).fillRect(x + width * 0.4, y + height * 0.2, width * 0.2, height * 0.6);
}`,
  paintCard: `function paintCard(pen, x, y, width, height, colour) {
  pen.fillStyle(0xfdfdf5).fillRoundedRect(x, y, width, height, 6);
  pen.fillStyle(colour).fillCircle(x + width / 2, y + height / 2, width / 4);
  pen.lineStyle(2, colour).strokeRoundedRect(x + 1, y + 1, width - 2, height - 2, 6);
}`,
  paintFigure: `function paintFigure(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillRoundedRect(x + width * 0.2, y + height * 0.4, width * 0.6, height * 0.6, 4);
  pen.fillStyle(colour).fillCircle(x + width / 2, y + height * 0.25, Math.min(width, height) * 0.25);
  pen.fillStyle(0xffffff).fillCircle(x + width * 0.42, y + height * 0.22, width / 14);
  pen.fillStyle(0xffffff).fillCircle(x + width * 0.6, y + height * 0.22, width / 14);
}`,
  paintFruit: `function paintFruit(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillEllipse(x + width / 2, y + height * 0.6, width * 0.9, height * 0.75);
  pen.fillStyle(0x27ae60).fillTriangle(x + width / 2, y + height * 0.3, x + width * 0.4, y, x + width * 0.8, y + height * 0.1);
}`,
  paintGem: `function paintGem(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillTriangle(x, y + height / 2, x + width / 2, y, x + width, y + height / 2);
  pen.fillStyle(colour, 0.7).fillTriangle(x, y + height / 2, x + width / 2, y + height, x + width, y + height / 2);
  pen.fillStyle(0xffffff, 0.4).fillTriangle(x + width * 0.25, y + height * 0.4, x + width / 2, y, x + width / 2, y + height * 0.4);
}`,
  paintGlow: `function paintGlow(pen, x, y, width, height, colour) {
  const radius = Math.min(width, height) / 2;
  for (let ring = 4; ring > 0; ring--) {
    pen.fillStyle(colour, 0.3).fillCircle(x + width / 2, y + height / 2, (radius * ring) / 4);
  }
  pen.fillStyle(0xffffff, 0.8).fillCircle(x + width / 2, y + height / 2, radius / 5);
}`,
  paintHeart: `function paintHeart(pen, x, y, width, height, colour) {
  pen.fillStyle(colour);
  pen.fillCircle(x + width * 0.3, y + height * 0.32, width * 0.25);
  pen.fillCircle(x + width * 0.7, y + height * 0.32, width * 0.25);
  pen.fillTriangle(x + width * 0.06, y + height * 0.42, x + width * 0.94, y + height * 0.42, x + width / 2, y + height);
}`,
  paintShip: `function paintShip(pen, x, y, width, height, colour) {
  pen.fillStyle(colour).fillTriangle(x + width / 2, y, x, y + height, x + width, y + height);
  pen.fillStyle(0xffffff, 0.7).fillCircle(x + width / 2, y + height * 0.6, Math.min(width, height) / 7);
}`,
  paintStar: `function paintStar(pen, x, y, width, height, colour) {
  const points = [];
  for (let corner = 0; corner < 10; corner++) {
    const reach = corner % 2 === 0 ? 0.5 : 0.22;
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    points.push({ x: x + width * (0.5 + reach * Math.cos(angle)), y: y + height * (0.5 + reach * Math.sin(angle)) });
  }
  pen.fillStyle(colour).fillPoints(points, true);
}`,
} as const

const MAKERS = {
  drawTexture: `// Draws the texture of a key in code: this program needs no image files.
function drawTexture(scene, key, width, height, colour, paint) {
  if (scene.textures.exists(key)) {
    return;
  }
  const pen = scene.make.graphics({ x: 0, y: 0 }, false);
  paint(pen, 0, 0, width, height, colour);
  pen.generateTexture(key, width, height);
  pen.destroy();
}`,
  drawFrames: `// Draws a texture with several frames, each a little lighter than the one before, and names them.
function drawFrames(scene, key, width, height, frames, colour, paint) {
  if (scene.textures.exists(key)) {
    return;
  }
  const columns = Math.max(1, Math.min(frames.length, Math.floor(2048 / width)));
  const rows = Math.ceil(frames.length / columns);
  const pen = scene.make.graphics({ x: 0, y: 0 }, false);
  frames.forEach((frame, index) => {
    const shade = Phaser.Display.Color.IntegerToColor(colour).lighten((index * 8) % 48).color;
    paint(pen, (index % columns) * width, Math.floor(index / columns) * height, width, height, shade);
  });
  pen.generateTexture(key, columns * width, rows * height);
  pen.destroy();
  const texture = scene.textures.get(key);
  frames.forEach((frame, index) => {
    texture.add(frame, 0, (index % columns) * width, Math.floor(index / columns) * height, width, height);
  });
}`,
  drawTiles: `// Draws the tiles of a map into one texture, each in a colour of its own.
function drawTiles(scene, key, width, height, count, margin, spacing) {
  if (scene.textures.exists(key)) {
    return;
  }
  const columns = Math.min(count, 16);
  const rows = Math.ceil(count / columns);
  const pen = scene.make.graphics({ x: 0, y: 0 }, false);
  for (let index = 0; index < count; index++) {
    const x = margin + (index % columns) * (width + spacing);
    const y = margin + Math.floor(index / columns) * (height + spacing);
    const colour = Phaser.Display.Color.HSVToRGB((0.3 + index * 0.11) % 1, 0.45, 0.75).color;
    pen.fillStyle(colour).fillRect(x, y, width, height);
    pen.lineStyle(1, 0x000000, 0.3).strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }
  const sheetWidth = 2 * margin + columns * (width + spacing) - spacing;
  pen.generateTexture(key, sheetWidth, 2 * margin + rows * (height + spacing) - spacing);
  pen.destroy();
}`,
  tileFor: `// Which tile lies where: walls around and in ledges, open ground, and now and then something else.
function tileFor(x, y, level, { width, height, ground, walls, extras }) {
  const isEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
  const isLedge = y % 6 === 5 && (x + y) % 9 > 4;
  if (level === 0 && (isEdge || isLedge)) {
    return walls[(x + y) % walls.length];
  }
  const isExtra = extras.length > 0 && (x * 7 + y * 13 + level) % 11 === 0;
  return isExtra ? extras[(x + y) % extras.length] : level === 0 ? ground : 0;
}`,
  makeMap: `// Makes a tile map in code, as the Tiled editor would save it: this program needs no map file.
function makeMap(scene, key, plan) {
  if (scene.cache.tilemap.exists(key)) {
    return;
  }
  const { width, height, tileWidth, tileHeight, walls, properties, objects } = plan;
  const shared = { x: 0, y: 0, opacity: 1, visible: true };
  const tileLayers = plan.layers.map((name, level) => {
    const at = (_, index) => tileFor(index % width, Math.floor(index / width), level, plan);
    return { ...shared, type: 'tilelayer', name, width, height, data: Array.from({ length: width * height }, at) };
  });
  const objectLayers = plan.objectLayers.map((name) => {
    const place = (object, index) => ({
      id: index + 1, name: '', type: '', rotation: 0, visible: true, width: tileWidth, height: tileHeight,
      x: tileWidth * (2 + ((index * 4) % (width - 4))), y: tileHeight * (3 + (index % 2)), ...object,
    });
    return { ...shared, type: 'objectgroup', name, objects: objects.map(place) };
  });
  const listed = Object.entries(properties).map(([name, value]) => ({ name, type: typeof value, value }));
  const tilesets = plan.tilesets.map(({ name, first, count, tilewidth, tileheight, margin, spacing }) => ({
    name, image: name, firstgid: first, tilecount: count, columns: count, tilewidth, tileheight, margin, spacing,
    imagewidth: 2 * margin + count * (tilewidth + spacing) - spacing, imageheight: tileheight + 2 * margin,
    tiles: walls.filter((tile) => tile >= first).map((tile) => ({ id: tile - first, properties: listed })),
  }));
  const layers = [...tileLayers, ...objectLayers];
  const sizes = { width, height, tilewidth: tileWidth, tileheight: tileHeight };
  const data = { version: 1.1, orientation: 'orthogonal', ...sizes, layers, tilesets };
  scene.cache.tilemap.add(key, { format: Phaser.Tilemaps.Formats.TILED_JSON, data });
}`,
  makeGrid: `// Makes a tile map in code, as lines of numbers with commas: this program needs no map file.
function makeGrid(scene, key, plan) {
  if (scene.cache.tilemap.exists(key)) {
    return;
  }
  const row = (_, y) => Array.from({ length: plan.width }, (_each, x) => tileFor(x, y, 0, plan)).join(',');
  const data = Array.from({ length: plan.height }, row).join('\\n');
  scene.cache.tilemap.add(key, { format: Phaser.Tilemaps.Formats.CSV, data });
}`,
  frameNumbers: `// The numbers of the frames of a sprite sheet: 0, 1, 2 …
function frameNumbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}`,
  makeTone: `// Makes a short tone in code under the key of a sound: this program needs no audio files.
function makeTone(scene, key, frequency) {
  const context = scene.sound.context;
  if (!context || scene.cache.audio.exists(key)) {
    return;
  }
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.floor(rate / 4), rate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at++) {
    samples[at] = Math.sin((2 * Math.PI * frequency * at) / rate) * (1 - at / samples.length) * 0.3;
  }
  scene.cache.audio.add(key, buffer);
}`,
  makeFont: `// Makes a bitmap font in code: every letter is drawn into a cell of one texture.
function makeFont(scene, key, size, colour) {
  if (scene.cache.bitmapFont.exists(key)) {
    return;
  }
  const chars = Phaser.GameObjects.RetroFont.TEXT_SET1;
  const width = Math.ceil(size * 0.6);
  const height = Math.ceil(size * 1.2);
  const texture = scene.textures.createCanvas(key, width * 16, height * Math.ceil(chars.length / 16));
  const context = texture.getContext();
  context.font = \`bold \${size}px monospace\`;
  context.textBaseline = 'top';
  context.fillStyle = colour;
  for (let index = 0; index < chars.length; index++) {
    context.fillText(chars[index], (index % 16) * width, Math.floor(index / 16) * height);
  }
  texture.refresh();
  const config = { image: key, width, height, chars, charsPerRow: 16 };
  scene.cache.bitmapFont.add(key, Phaser.GameObjects.RetroFont.Parse(scene, config));
  scene.cache.bitmapFont.get(key).data.size = size;
}`,
} as const

export type PainterName = keyof typeof PAINTERS
export type MakerName = keyof typeof MAKERS

/** The name that a helper has in one program. */
export type HelperNames = (helper: MakerName | PainterName) => string

const ALL: ReadonlyMap<string, string> = new Map([...Object.entries(MAKERS), ...Object.entries(PAINTERS)])

/** The functions' own names. */
export const HELPER_NAMES: readonly string[] = [...ALL.keys()]

/** Names that none of a program's are: a helper whose name is taken gets a number. */
export function helperNames(taken: ReadonlySet<string>): HelperNames {
  return (helper) => {
    let name: string = helper
    for (let number = 2; taken.has(name); number++) name = `${helper}${number}`
    return name
  }
}

/** The text of the helpers, in a fixed order, each once. */
export function helperText(
  helpers: ReadonlySet<MakerName | PainterName>,
  names: HelperNames = (helper) => helper,
): string {
  return [...ALL]
    .filter(([helper]) => helpers.has(helper as PainterName))
    .map(([helper, text]) => withNames(helper, text, names))
    .join('\n\n')
}

/** A helper by its own name, and calling the one that it needs by the name that has. */
function withNames(helper: string, text: string, names: HelperNames): string {
  const named = text.replaceAll(`function ${helper}(`, () => `function ${names(helper as PainterName)}(`)
  return helper === 'tileFor' ? named : named.replaceAll(' tileFor(', () => ` ${names('tileFor')}(`)
}

/** Whether a function of a program is one of the helpers, by its name. */
export function isHelper(name: string): boolean {
  return ALL.has(name.replace(/(?<!\d)\d+$/, ''))
}
