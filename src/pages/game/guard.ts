/// <reference lib="dom" />
/**
 * The policy of the page and the sandbox of the frame keep a program from the network, the page, storage and other
 * windows, but for three ways (tried in Chromium 156): a peer connection is no connection to a policy; a link may connect
 * ahead of its use; and so does a navigation that is refused afterwards. The guard closes these.
 *
 * It holds while a program has no other realm than this one, where all of that is untouched. A frame within the frame has
 * another origin, and scripts of the policy only; it would run in it the program itself, though, if it could be given a
 * `srcdoc`. So there are no frames: an element comes from the parser, which takes text through the policy below
 * alone, or from `createElement`.
 *
 * Runs in the frame before anything else does, by the rule in src/runtime/guest/kit.ts.
 */
export function guardFrame(): void {
  const names = 'iframe|frame|object|embed|link|fencedframe|portal'
  /** With the prefix that it may have in XML, where an entity could hold anything. */
  const markup = new RegExp(`<(?:[^\\s<>/:]+:)?(?:${names})(?![\\w-])|<!entity`, 'i')
  const name = new RegExp(`^(?:.*:)?(?:${names})$`, 'i')
  const { exec } = RegExp.prototype
  const { apply } = Reflect
  const has = (pattern: RegExp, text: string) => apply(exec, pattern, [text]) !== null
  const text = String
  const frame = window as unknown as Record<string, unknown> & {
    trustedTypes: { createPolicy(name: string, rules: object): unknown }
    navigation: EventTarget
  }

  frame.trustedTypes.createPolicy('default', {
    createHTML: (html: string, _type: string, sink: string) =>
      sink === 'HTMLIFrameElement srcdoc' || has(markup, html) ? null : html,
    // What may run is what the page lists.
    createScript: (script: string) => script,
    createScriptURL: () => null,
  })

  const { createElement, createElementNS } = Document.prototype
  const define = (owner: object, name: string, value: unknown) =>
    Object.defineProperty(owner, name, { value, writable: true, configurable: true })
  /** In place of what is refused: an element that does nothing. */
  const inert = 'x-refused'
  define(Document.prototype, 'createElement', function (this: Document, tag: unknown, options: unknown) {
    const wanted = text(tag)
    return apply(createElement, this, [has(name, wanted) ? inert : wanted, options])
  })
  define(
    Document.prototype,
    'createElementNS',
    function (this: Document, space: unknown, tag: unknown, options: unknown) {
      const wanted = text(tag)
      return apply(createElementNS, this, [space, has(name, wanted) ? inert : wanted, options])
    },
  )

  for (const gone of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'XSLTProcessor']) delete frame[gone]
  // Parsers that the policy is not asked about.
  const usual = ['innerHTML', 'outerHTML', 'insertAdjacentHTML']
  for (const owner of [Element.prototype, ShadowRoot.prototype, Document, Document.prototype]) {
    const methods = owner as unknown as Record<string, unknown>
    for (const key of Object.keys(methods)) if (key.includes('HTML') && !usual.includes(key)) delete methods[key]
  }
  const request = XMLHttpRequest.prototype
  const responseType = Object.getOwnPropertyDescriptor(request, 'responseType')!
  delete (request as unknown as Record<string, unknown>).responseXML
  Object.defineProperty(request, 'responseType', {
    ...responseType,
    set(this: XMLHttpRequest, type: unknown) {
      const wanted = text(type)
      if (wanted !== 'document') apply(responseType.set!, this, [wanted])
    },
  })

  const { preventDefault } = Event.prototype
  frame.navigation.addEventListener('navigate', (event) => {
    const { destination, navigationType } = event as Event & {
      destination: { sameDocument: boolean }
      navigationType: string
    }
    if (!destination.sameDocument && navigationType !== 'reload') apply(preventDefault, event, [])
  })
}
