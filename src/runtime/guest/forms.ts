import type { ElementClass } from './element.ts'
import type { Events } from './events.ts'
import type { GuestGlobal } from './kit.ts'
import type { PageNode } from './nodes.ts'
import type { Tags } from './tags.ts'

/** Form controls: value, checked, disabled and the options of a list. */
export function installForms(global: GuestGlobal, events: Events, HTMLElement: ElementClass, tags: Tags): void {
  class Control extends HTMLElement {
    #value: string | null = null
    #checked: boolean | null = null

    get value(): string {
      return this.#value ?? this.getAttribute('value') ?? ''
    }

    set value(next: unknown) {
      this.#value = String(next ?? '')
    }

    get checked(): boolean {
      return this.#checked ?? this.getAttribute('checked') !== null
    }

    set checked(next: unknown) {
      this.#checked = Boolean(next)
    }

    get valueAsNumber(): number {
      return Number.parseFloat(this.value)
    }

    get form(): unknown {
      return (this.closest as (selector: string) => unknown)('form')
    }

    get selectionStart(): number {
      return this.value.length
    }

    get selectionEnd(): number {
      return this.value.length
    }

    /** What a click does of its own: a checkbox changes. */
    click(): void {
      const type = String(this.type)
      if (this.disabled !== true && (type === 'checkbox' || type === 'radio')) {
        this.checked = type === 'radio' || !this.checked
        for (const name of ['input', 'change']) events.send(this, 'Event', name, { bubbles: true })
      }
      ;(super.click as () => void).call(this)
    }
  }
  for (const name of ['select', 'setSelectionRange', 'setCustomValidity', 'stepUp', 'stepDown']) {
    Object.defineProperty(Control.prototype, name, { value: () => undefined, writable: true, configurable: true })
  }
  for (const name of ['checkValidity', 'reportValidity']) {
    Object.defineProperty(Control.prototype, name, { value: () => true, writable: true, configurable: true })
  }
  /** Properties that mirror an attribute: text, and presence. */
  const reflect = (Class: ElementClass, texts: string, flags: string): void => {
    const prototype = Class.prototype as PageNode
    const define = (name: string, get: (element: PageNode) => unknown, set: (element: PageNode, to: unknown) => void) =>
      Object.defineProperty(prototype, name, {
        configurable: true,
        get(this: PageNode) {
          return get(this)
        },
        set(this: PageNode, to: unknown) {
          set(this, to)
        },
      })
    const write = (element: PageNode, name: string, to: unknown) =>
      (element.setAttribute as (name: string, value: unknown) => void)(name, to)
    for (const pair of texts.split(' ')) {
      const [name, otherwise = ''] = pair.split('=')
      define(name, (element) => element.getAttribute(name) ?? otherwise, (element, to) => write(element, name, to))
    }
    for (const name of flags.split(' ')) {
      define(name, (element) => element.getAttribute(name) !== null, (element, to) => {
        if (to) write(element, name, '')
        else (element.removeAttribute as (name: string) => void)(name)
      })
    }
  }

  class HTMLInputElement extends Control {
    constructor() {
      super('input')
    }
  }
  class HTMLButtonElement extends Control {
    constructor() {
      super('button')
    }
  }
  class HTMLTextAreaElement extends Control {
    #text: string | null = null

    constructor() {
      super('textarea')
    }

    override get value(): string {
      return this.#text ?? this.textContent ?? ''
    }

    override set value(next: unknown) {
      this.#text = String(next ?? '')
    }
  }
  class HTMLOptionElement extends HTMLElement {
    selected = false

    constructor(label?: unknown, value?: unknown) {
      super('option')
      if (label !== undefined && label !== 'option') this.textContent = String(label)
      if (value !== undefined) (this.setAttribute as (name: string, value: unknown) => void)('value', value)
    }

    get value(): string {
      return this.getAttribute('value') ?? this.textContent ?? ''
    }

    get text(): string {
      return this.textContent ?? ''
    }
  }
  class HTMLSelectElement extends HTMLElement {
    #index: number | null = null

    constructor() {
      super('select')
    }

    get options(): PageNode[] {
      return (this.getElementsByTagName as (tag: string) => PageNode[])('option')
    }

    get selectedIndex(): number {
      const chosen = this.options.findIndex((option) => option.getAttribute('selected') !== null)
      return this.#index ?? (chosen >= 0 ? chosen : this.options.length > 0 ? 0 : -1)
    }

    set selectedIndex(value: unknown) {
      this.#index = Number(value)
    }

    get value(): string {
      return String(this.options[this.selectedIndex]?.value ?? '')
    }

    set value(next: unknown) {
      this.#index = this.options.findIndex((option) => option.value === String(next))
    }

    add(option: PageNode): void {
      this.appendChild(option)
    }
  }
  class HTMLFormElement extends HTMLElement {
    constructor() {
      super('form')
    }

    get elements(): PageNode[] {
      return (this.querySelectorAll as (selector: string) => PageNode[])('input, button, select, textarea')
    }

    requestSubmit(): void {
      events.send(this, 'Event', 'submit', { bubbles: true })
    }

    submit(): void {}

    reset(): void {}
  }
  const shared = 'disabled required hidden'
  reflect(HTMLElement, 'title lang dir role tabIndex=-1 accessKey', 'hidden draggable')
  reflect(HTMLInputElement, 'type=text name placeholder min max step accept pattern', `${shared} readOnly multiple autofocus`)
  reflect(HTMLButtonElement, 'type=submit name', shared)
  reflect(HTMLTextAreaElement, 'name placeholder rows cols', shared)
  reflect(HTMLSelectElement, 'name', shared)
  reflect(HTMLOptionElement, 'label', 'disabled')
  reflect(HTMLFormElement, 'name action method=get', 'hidden')
  const forms = { input: HTMLInputElement, button: HTMLButtonElement, textarea: HTMLTextAreaElement }
  const lists = { select: HTMLSelectElement, option: HTMLOptionElement, form: HTMLFormElement }
  for (const [tag, Class] of Object.entries({ ...forms, ...lists })) {
    tags.register(tag, Class.name, Class as unknown as ElementClass)
  }
  global.Option = HTMLOptionElement
}
