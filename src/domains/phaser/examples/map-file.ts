/** What a map file beside an example says of its build. Its tiles are not read: they are somebody's drawing. */
import * as z from 'zod'

const size = z.int().min(1).max(512)
const name = z.string().max(100)

const tilesetSchema = z.object({
  name,
  firstgid: z.int().min(1).max(20_000),
  tilecount: z.int().min(1).max(4096),
  tilewidth: size,
  tileheight: size,
  margin: z.int().min(0).max(64).default(0),
  spacing: z.int().min(0).max(64).default(0),
})

const mapSchema = z.object({
  width: z.int().min(1).max(4096),
  height: z.int().min(1).max(4096),
  tilewidth: size,
  tileheight: size,
  orientation: z.literal('orthogonal').default('orthogonal'),
  tilesets: z.array(tilesetSchema).max(16),
  layers: z.array(z.object({ name, type: z.string(), objects: z.array(z.unknown()).optional() })).max(32),
})

export type MapFile = z.infer<typeof mapSchema>

/** The build of a map that the Tiled editor saved; undefined for any other text, and for maps that are no plain grid. */
export function readMapFile(text: string | undefined): MapFile | undefined {
  try {
    return mapSchema.safeParse(JSON.parse(text ?? 'null')).data
  } catch {
    return undefined
  }
}
