import type { ElementClass } from './element.ts'
import type { GuestGlobal } from './kit.ts'
import type { Lazily } from './lazily.ts'
import type { PageNode } from './nodes.ts'

export interface Tags {
  /** Says which class makes elements of this tag; '*' is for all that have none. */
  register(tag: string, name: string, Class: ElementClass): void
  /** Registers when one is wanted: `'tag=Class tag=Class =Class'`. */
  later(pairs: string, install: () => void): void
  create(tag: string): PageNode
}

/** The classes of elements by their tags. */
export function makeTags(global: GuestGlobal, lazily: Lazily): Tags {
  /** A dictionary that no patch of a prototype reaches. */
  const classes: Record<string, ElementClass | undefined> = { __proto__: null } as never
  const waiting: Record<string, (() => void) | undefined> = { __proto__: null } as never
  const plain: Record<string, string | undefined> = {
    __proto__: null as never,
    a: 'HTMLAnchorElement',
    div: 'HTMLDivElement',
    span: 'HTMLSpanElement',
    p: 'HTMLParagraphElement',
    style: 'HTMLStyleElement',
    link: 'HTMLLinkElement',
    label: 'HTMLLabelElement',
    ul: 'HTMLUListElement',
    li: 'HTMLLIElement',
    h1: 'HTMLHeadingElement',
    table: 'HTMLTableElement',
    iframe: 'HTMLIFrameElement',
    meta: 'HTMLMetaElement',
    body: 'HTMLBodyElement',
    head: 'HTMLHeadElement',
    html: 'HTMLHtmlElement',
    svg: 'SVGElement',
    progress: 'HTMLProgressElement',
    template: 'HTMLTemplateElement',
  }
  const register: Tags['register'] = (tag, name, Class) => {
    classes[tag] = Class
    global[name] = Class
  }
  const later: Tags['later'] = (pairs, install) => {
    const list = pairs.split(' ').map((pair) => pair.split('='))
    const once = lazily(list.map(([, name]) => name).join(' '), install)
    for (const [tag] of list) waiting[tag] = once
  }
  /** An element with nothing of its own but its class. */
  const simple = (tag: string, name: string): void => {
    const Class = {
      [name]: class extends classes['*']! {
        constructor() {
          super(tag)
        }
      },
    }[name]
    register(tag, name, Class)
  }
  for (const tag of Object.keys(plain)) waiting[tag] = lazily(plain[tag]!, () => simple(tag, plain[tag]!))

  return {
    register,
    later,
    create: (given) => {
      const tag = given.toLowerCase()
      waiting[tag]?.()
      const Class = classes[tag]
      return Class === undefined ? new classes['*']!(given) : new Class()
    },
  }
}
