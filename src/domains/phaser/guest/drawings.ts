import type { Kit } from '../../../runtime/guest/kit.ts'

/** What is known of the drawing of a Graphics. */
export interface Drawing {
  /** Differs between drawings that differ in their first shapes. */
  signature: number
  /** Where the first shape is, in px from the object. */
  x: number
  y: number
  /** 0xRRGGBB of the first filled shape, or of the first line when nothing is filled; -1 when nothing is drawn. */
  color: number
}

/** Reads the command buffer of a Graphics into `drawing`; nothing is done when it is the same as before. */
export function makeDrawings(kit: Kit): (buffer: unknown, drawing: Drawing) => void {
  /** Numbers that tell drawings apart, and commands that are read for place and colour. */
  const MAX_NUMBERS = 24
  const MAX_COMMANDS = 30
  const arrayIsArray = Array.isArray
  // Numbers of the commands, and how many arguments each has (src/gameobjects/graphics/Commands.js of the engine).
  const ARC = 0
  const FILL_RECT = 3
  const MOVE_TO = 5
  const LINE_STYLE = 6
  const FILL_STYLE = 7
  const FILL_PATH = 8
  const STROKE_PATH = 9
  const FILL_TRIANGLE = 10
  const STROKE_TRIANGLE = 11
  const TRANSLATE = 16
  const widths = [7, 0, 0, 4, 2, 2, 3, 2, 0, 0, 6, 6, 0, 0, 0, 0, 2, 2, 1, 0, 0, 8, 6]

  const isPlace = (command: unknown): boolean =>
    command === ARC ||
    command === FILL_RECT ||
    command === MOVE_TO ||
    command === FILL_TRIANGLE ||
    command === STROKE_TRIANGLE

  const fills = (command: unknown): boolean =>
    command === FILL_PATH || command === FILL_RECT || command === FILL_TRIANGLE
  const strokes = (command: unknown): boolean => command === STROKE_PATH || command === STROKE_TRIANGLE

  const parse = (buffer: unknown[], drawing: Drawing): void => {
    let fill = -1
    let line = -1
    let stroked = -1
    let placed = false
    drawing.x = drawing.y = 0
    drawing.color = -1
    for (let at = 0, n = 0; at < buffer.length && n < MAX_COMMANDS; n++) {
      const command = buffer[at]
      if (command === FILL_STYLE) fill = kit.finite(buffer[at + 1])
      if (command === LINE_STYLE) line = kit.finite(buffer[at + 2])
      if (fills(command) && drawing.color < 0) drawing.color = fill
      if (strokes(command) && stroked < 0) stroked = line
      if (!placed && (command === TRANSLATE || isPlace(command))) {
        drawing.x += kit.finite(buffer[at + 1])
        drawing.y += kit.finite(buffer[at + 2])
        placed = command !== TRANSLATE
      }
      at += 1 + (widths[command as number] ?? 0)
    }
    if (drawing.color < 0) drawing.color = stroked
  }

  return (buffer, drawing) => {
    if (!arrayIsArray(buffer)) return
    let signature = buffer.length
    for (let i = 0; i < buffer.length && i < MAX_NUMBERS; i++) signature = signature * 1.5 + kit.finite(buffer[i])
    if (signature === drawing.signature) return
    drawing.signature = signature
    parse(buffer, drawing)
  }
}
