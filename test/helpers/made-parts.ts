/** Pages of the documentation: people write them, but for the parts between marks, which are made of what the code says. */
import { readdirSync } from 'node:fs'

/** Makes the part that a mark names: `<!-- made: fields seed -->` is `fields` with the argument `seed`. */
export type Makers = Readonly<Record<string, (argument: string) => string>>

const PART = /<!-- made: (\S+) ?(.*?) -->\n[\s\S]*?<!-- end -->/g

/** README.md and every page below docs/. */
export function pagesOf(root: string): string[] {
  const below = readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`)
  return ['README.md', ...below.filter((name) => name.endsWith('.md')).toSorted()]
}

/** The page with its made parts as they should be. Throws when a mark names no maker. */
export function withMadeParts(page: string, makers: Makers): string {
  return page.replace(PART, (_, name: string, argument: string) => {
    const mark = [name, argument].filter(Boolean).join(' ')
    if (!Object.hasOwn(makers, name)) throw new Error(`nothing makes '${mark}'`)
    return `<!-- made: ${mark} -->\n${makers[name](argument)}<!-- end -->`
  })
}
