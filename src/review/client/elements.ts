/// <reference lib="dom" />
/** Elements from what we write and texts from anywhere: a text never becomes markup. Runs in the page. */

export type Child = Node | string
export type Make = (tag: string, attributes: Readonly<Record<string, string>>, ...children: Child[]) => HTMLElement

export function makeElement(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  // Format characters turn the direction of a line around, and controls are nothing to see.
  const shown = (text: string) =>
    text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '\ufffd'))
  element.append(...children.map((child) => (typeof child === 'string' ? shown(child) : child)))
  return element
}
