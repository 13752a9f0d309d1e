/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What a page starts its games with. This function's text runs in the page, by the rule in src/runtime/guest/kit.ts. */

/** What the page holds for its games; null when it has none. */
interface HeldGames {
  readonly engine: string
  readonly programs: Readonly<Record<string, string>>
  /** Script and style of a frame. */
  readonly frame: string
  readonly style: string
}

export interface GameEvents {
  /** Told what the game says of an error. The text is the program's, who may say anything. */
  readonly failed: (message: string) => void
  /** The player wants to leave the game (Escape). */
  readonly left: () => void
}

/** One game plays at a time. */
export interface Games {
  has(name: string): boolean
  /** Puts the game into `place` and gives it the keyboard. `title` names its frame. */
  start(name: string, place: HTMLElement, title: string, events: GameEvents): void
  stop(): void
}

/** `read` is called once, for the first game: engine and programs are a megabyte or more. */
export function makeGames(read: () => HeldGames | null): Games {
  /** Messages of one game that are listened to: more would keep the page busy. */
  const MAX_MESSAGES = 20
  const MAX_TEXT = 300
  let held: HeldGames | null | undefined
  let frame: HTMLIFrameElement | null = null
  let events: GameEvents | null = null
  let heard = 0
  const games = () => (held === undefined ? (held = read()) : held)
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } }

  // The one markup from text that this page makes is a game's frame.
  trustedTypes?.createPolicy('default', {
    createHTML: (text: string, _type: string, sink: string) => (sink === 'HTMLIFrameElement srcdoc' ? text : null),
  })

  // In one piece it would end the script that this text is part of.
  const end = ['<', 'script>'].join('/')
  const json = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c')
  const documentOf = ({ engine, frame, style }: HeldGames, program: string) =>
    '<!doctype html><html><head><meta charset="utf-8">' +
    // Stricter than what it inherits: it may not talk to our own server.
    '<meta http-equiv="Content-Security-Policy" content="connect-src data: blob:">' +
    `<style>${style}</style></head><body>` +
    `<script type="application/json">${json({ engine, program })}${end}<script>${frame}${end}</body></html>`

  const stop = (): void => {
    frame?.remove()
    frame = null
    events = null
  }

  window.addEventListener('message', ({ source, data }) => {
    if (frame === null || source === null || source !== frame.contentWindow) return
    // However much has been said: a game that fails in every frame can be left too.
    if (data === 'left') {
      heard = 0
      events?.left()
    } else if (heard++ < MAX_MESSAGES && typeof data === 'string' && data.startsWith('failed ')) {
      events?.failed(data.slice(7, 7 + MAX_TEXT))
    }
  })

  return {
    has: (name) => Object.hasOwn(games()?.programs ?? {}, name),
    start: (name, place, title, listener) => {
      stop()
      const all = games()
      if (all === null || !Object.hasOwn(all.programs, name)) return
      heard = 0
      events = listener
      if (trustedTypes === undefined) return listener.failed('this browser is too old to play games safely')
      frame = document.createElement('iframe')
      frame.title = title
      frame.setAttribute('sandbox', 'allow-scripts')
      frame.referrerPolicy = 'no-referrer'
      frame.srcdoc = documentOf(all, all.programs[name])
      place.append(frame)
      frame.focus()
      // The frame that is focused is an empty one; the game's comes in another process.
      const { contentWindow } = frame
      frame.addEventListener('load', () => contentWindow?.focus())
    },
    stop,
  }
}
