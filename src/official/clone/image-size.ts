/** The size of a picture from the first bytes of its file, without decoding it. */

export interface Size {
  readonly width: number
  readonly height: number
}

/** Bytes that hold the header of any PNG or GIF, and of all but strange JPEGs. */
export const HEADER_BYTES = 64 * 1024

/** Pixels; what claims to be larger is no texture. */
const MAX_SIDE = 8192

/** Width and height in px of a PNG, GIF or JPEG; undefined for anything else. */
export function imageSize(bytes: Buffer): Size | undefined {
  const size = png(bytes) ?? gif(bytes) ?? jpeg(bytes)
  return size && [size.width, size.height].every((side) => side > 0 && side <= MAX_SIDE) ? size : undefined
}

function png(bytes: Buffer): Size | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47 || bytes.toString('latin1', 12, 16) !== 'IHDR') {
    return undefined
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function gif(bytes: Buffer): Size | undefined {
  if (bytes.length < 10 || !/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return undefined
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
}

/** Walks the segments up to the frame header (SOF0..SOF15 without DHT, JPG and DAC), ITU-T T.81 annex B. */
function jpeg(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
