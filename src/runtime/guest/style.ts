import type { GuestGlobal } from './kit.ts'

export interface Style {
  cssText: string
  [property: string]: unknown
}

export type StyleClass = new () => Style

/** The style of an element: properties as text, under their names in camelCase and in CSS. */
export function installStyle(global: GuestGlobal): StyleClass {
  const camel = (name: string): string =>
    name.startsWith('--') ? name : name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const css = (name: string): string =>
    name.startsWith('--') ? name : name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())

  // What a program reads before it was set is '' in a browser. The names that games use, once for all elements.
  // prettier-ignore
  const unset = {
    alignItems: '', animation: '', background: '', backgroundColor: '', backgroundImage: '',
    backgroundPosition: '', backgroundSize: '', border: '', borderColor: '', borderRadius: '', borderWidth: '',
    bottom: '', boxShadow: '', clipPath: '', color: '', cursor: '', display: '', filter: '', flex: '',
    flexDirection: '', font: '', fontFamily: '', fontSize: '', fontStyle: '', fontWeight: '', gap: '', height: '',
    imageRendering: '', justifyContent: '', left: '', letterSpacing: '', lineHeight: '', margin: '',
    marginBottom: '', marginLeft: '', marginRight: '', marginTop: '', maxHeight: '', maxWidth: '', minHeight: '',
    minWidth: '', objectFit: '', opacity: '', outline: '', overflow: '', padding: '', paddingBottom: '',
    paddingLeft: '', paddingRight: '', paddingTop: '', pointerEvents: '', position: '', resize: '', right: '',
    textAlign: '', textShadow: '', textTransform: '', top: '', touchAction: '', transform: '', transformOrigin: '',
    transition: '', userSelect: '', verticalAlign: '', visibility: '', whiteSpace: '', width: '', willChange: '',
    wordBreak: '', zIndex: '', zoom: '',
  }
  class CSSStyleDeclaration {
    [property: string]: unknown

    get cssText(): string {
      const pairs = Object.entries(this).filter(([, value]) => value !== '' && value !== null)
      return pairs.map(([name, value]) => `${css(name)}: ${String(value)};`).join(' ')
    }

    set cssText(value: unknown) {
      for (const name of Object.keys(this)) delete this[name]
      for (const pair of String(value).split(/;(?![^(]*\))/)) {
        const colon = pair.indexOf(':')
        const name = pair.slice(0, colon).trim()
        if (colon > 0 && name !== '') this.setProperty(name, pair.slice(colon + 1).trim())
      }
    }

    get cssFloat(): string {
      return this.getPropertyValue('float')
    }

    setProperty(name: string, value: unknown): void {
      this[camel(String(name))] = String(value ?? '').replace(/\s*!important$/, '')
    }

    removeProperty(name: string): string {
      const held = this.getPropertyValue(name)
      delete this[camel(String(name))]
      return held
    }

    getPropertyValue(name: string): string {
      const key = camel(String(name))
      return Object.hasOwn(this, key) ? String(this[key]) : ''
    }

    getPropertyPriority(): string {
      return ''
    }

    item(index: number): string {
      return css(Object.keys(this)[index] ?? '')
    }
  }
  Object.setPrototypeOf(CSSStyleDeclaration.prototype, unset)
  global.CSSStyleDeclaration = CSSStyleDeclaration
  return CSSStyleDeclaration
}
