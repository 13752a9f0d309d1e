/** What the data beside an atlas says of its frames. */

/** Names and sizes of the frames in the JSON of an atlas, in any of the forms that packers write. */
export function atlasFrames(text: string | undefined): ReadonlyMap<string, { width: number; height: number }> {
  const found = new Map<string, { width: number; height: number }>()
  const visit = (name: unknown, frame: unknown): void => {
    const { sourceSize, frame: place } = (frame ?? {}) as { sourceSize?: Box; frame?: Box }
    const [w, h] = [sourceSize?.w ?? place?.w, sourceSize?.h ?? place?.h].map((side) => Math.round(Number(side)))
    if (typeof name === 'string' && name.length < 100 && w > 0 && h > 0 && w <= 2048 && h <= 2048)
      found.set(name, { width: w, height: h })
  }
  try {
    const atlas = JSON.parse(text ?? '{}') as { frames?: unknown; textures?: { frames?: unknown }[] }
    for (const { frames } of [atlas, ...(Array.isArray(atlas.textures) ? atlas.textures : [])]) {
      if (Array.isArray(frames))
        for (const each of frames) visit((each as { filename?: unknown } | null)?.filename, each)
      else for (const [name, each] of Object.entries(frames ?? {})) visit(name, each)
    }
  } catch {
    // Not JSON, or not of that shape: then nothing is known of the frames.
  }
  return found
}

interface Box {
  readonly w?: unknown
  readonly h?: unknown
}
