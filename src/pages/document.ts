/** One self-contained HTML document: it needs no network, and a strict policy keeps it from one. */
import { commonStyle } from './colours.ts'
import { dataElement } from './embedded.ts'
import { FRAME_STYLE, frameScript } from './game/frame.ts'
import { makeGames } from './game/games.ts'
import { html, Html } from './html.ts'
import { contentPolicy } from './policy.ts'

/** Programs that a page can play, and what they need. */
export interface PlayableGames {
  /** Text of the engine: a classic script, inlined once. */
  readonly engine: string
  /** Texts of programs by name, as classic scripts. */
  readonly programs: Readonly<Record<string, string>>
}

export interface PageContent {
  readonly lang: 'en' | 'zh'
  readonly title: string
  /** Style rules besides the common ones; they come from us, never from data. */
  readonly style: string
  readonly body: Html
  /** What the script is given; anything that JSON can say. */
  readonly data: unknown
  /**
   * Text of a function `(data, games: Games) => void` that runs when the page has been read. Written as the guest of
   * src/runtime is: it refers only to its parameters, its locals and the globals of a page.
   */
  readonly script: string
  readonly games: PlayableGames
  /** Whether the page may talk to the server that it comes from. */
  readonly ownServer?: boolean
}

/** The whole document, the same for the same content. */
export function renderDocument(content: PageContent): string {
  const { lang, title, body, data, games } = content
  const style = commonStyle() + content.style
  const script = pageScript(content.script)
  const hasGames = Object.keys(games.programs).length > 0
  const frame = inScript(frameScript())
  const policy = contentPolicy({
    scripts: [script, ...(hasGames ? [frame, games.engine, ...Object.values(games.programs)] : [])],
    styles: [style, ...(hasGames ? [FRAME_STYLE] : [])],
    ownServer: content.ownServer ?? false,
  })
  const held = hasGames ? { ...games, frame, style: FRAME_STYLE } : null
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
${body}
${dataElement('page-data', data)}${dataElement('page-games', held)}<script>${new Html(script)}</script>
</body>
</html>
`.text
}

/** Nothing of a page is global: neither data nor games can be reached by what else might run in it. */
function pageScript(start: string): string {
  return inScript(`(function () {
'use strict'
const read = (id) => JSON.parse(document.getElementById(id).textContent)
;(${start})(read('page-data'), (${makeGames})(() => read('page-games')))
})()`)
}

/** Script text that can stand in a script element. Throws on text that would end it: ours never holds that. */
function inScript(text: string): string {
  if (/<\/script|<!--/i.test(text)) throw new Error('a script of a page holds what would end its element')
  return text
}
