import t from 'tap'
import { imageSize } from '../../../src/official/clone/image-size.ts'

const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(33)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

const jpeg = (...segments: string[]): Buffer => Buffer.from('ffd8' + segments.join('') + '00'.repeat(12), 'hex')

t.test('sizes come from the headers of PNG, GIF and JPEG', async (t) => {
  t.strictSame(imageSize(png(320, 200)), { width: 320, height: 200 })
  t.strictSame(imageSize(Buffer.from('474946383961400120000000', 'hex')), { width: 320, height: 32 })
  t.strictSame(imageSize(jpeg('ffe000040102', 'ffc4000301', 'ffc0000b0800c80140')), { width: 320, height: 200 })
})

t.test('what is no picture has no size, nor has one that lies', async (t) => {
  const others = [
    Buffer.alloc(0),
    Buffer.from('hello'),
    png(0, 10),
    png(100_000, 10),
    jpeg('00'),
    png(3, 4).subarray(0, 20),
  ]
  for (const bytes of others) t.equal(imageSize(bytes), undefined)
})
