import t from 'tap'
import { playable } from '../../src/pages/playable.ts'
import { thumbnails } from '../../src/review/thumbnails.ts'
import { chromium, skip } from '../runtime/browser/helpers.ts'

t.setTimeout(240_000)

const game = (colour: string) =>
  `new Phaser.Game({ type: Phaser.CANVAS, width: 800, height: 600, banner: false, backgroundColor: '${colour}', scene: {} })`

t.test('a game has a picture of what it shows; one that shows nothing holds nobody up', { skip }, async (t) => {
  const programs = { red: game('#ff0000'), hung: 'for (;;);', blue: game('#0000ff') }
  const pictures = await thumbnails(chromium!, await playable({ programs }))
  const { red, blue } = Object.fromEntries(pictures)
  t.match(red, /^data:image\/jpeg;base64,\/9j\//)
  t.not(blue, red)
})
