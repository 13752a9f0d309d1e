/// <reference lib="dom" />
/**
 * The policy of the page and the sandbox of the frame keep a program from the network, the page, storage and other
 * windows, but for one way (tried in Chromium 156): a peer connection is no connection to a policy. The guard closes it.
 * What nothing closes is a connection without a request: a browser may open one for a navigation before the policy
 * refuses that, or ahead of the use of a link.
 *
 * It holds while a program has no other realm than this one, where all of that is untouched. A frame within the frame has
 * another origin, and scripts of the policy only; it would run in it the program itself, though, if it could be given a
 * `srcdoc`. So markup from text goes through the policy below alone, which refuses it, and frames are not made.
 *
 * Runs in the frame before anything else does, by the rule in src/runtime/guest/kit.ts.
 */
export function guardFrame(): void {
  const names = 'iframe|frame|object|embed|fencedframe|portal'
  /** With the prefix that it may have in XML, where an entity could hold anything. */
  const markup = new RegExp(`<(?:[^\\s<>/:]+:)?(?:${names})(?![\\w-])|<!entity`, 'i')
  const name = new RegExp(`^(?:.*:)?(?:${names})$`, 'i')
  const { exec } = RegExp.prototype
  const { apply } = Reflect
  const has = (pattern: RegExp, text: string) => apply(exec, pattern, [text]) !== null
  const text = String
  const frame = window as unknown as Record<string, unknown> & {
    trustedTypes: { createPolicy(name: string, rules: object): unknown }
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
}
