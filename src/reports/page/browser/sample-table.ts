/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Games } from '../../../pages/game/games.ts'
import type { PageRow } from '../page-rows.ts'

/**
 * The table of samples: search, order, pages, and the details of a row with its game. Its text runs in the page, by the
 * rule in src/runtime/guest/kit.ts. Texts are put in as texts, never as markup.
 */
export function showSamples(rows: readonly PageRow[], games: Games): void {
  const PER_PAGE = 25
  const form = document.getElementById('samples-search') as HTMLFormElement | null
  if (form === null) return
  const body = document.querySelector('#samples-table tbody')!
  const heads = [...document.querySelectorAll<HTMLElement>('#samples-table th[data-key]')]
  const status = document.getElementById('samples-shown')!
  const [before, after] = ['samples-before', 'samples-after'].map(
    (id) => document.getElementById(id) as HTMLButtonElement,
  )
  const words = rows.map((row) =>
    [row.id, row.task, row.difficulty, row.modules, row.split, row.model].join('\n').toLowerCase(),
  )
  let order: { key: keyof PageRow; down: boolean } = { key: 'id', down: false }
  let page = 0

  const element = (name: string, parent: Element, text = '', classes = ''): HTMLElement => {
    const made = document.createElement(name)
    made.textContent = text
    if (classes !== '') made.className = classes
    parent.append(made)
    return made
  }
  const button = (parent: Element, text: string, press: () => void): HTMLElement => {
    const made = element('button', parent, text)
    made.setAttribute('type', 'button')
    made.addEventListener('click', press)
    return made
  }

  const list = (parent: Element, title: string, pairs: readonly (readonly [string, string])[]): void => {
    if (pairs.length === 0) return
    element('h4', parent, title)
    const facts = element('dl', parent, '', 'facts')
    for (const [name, value] of pairs) {
      const pair = element('div', facts)
      element('dt', pair, name)
      element('dd', pair, value)
    }
  }

  /** A button that starts the game of a row and stops it again. */
  const player = (parent: Element, row: PageRow): HTMLElement => {
    const line = element('p', parent)
    const place = element('div', parent, '', 'stage')
    const told = element('p', parent, '', 'bad')
    place.hidden = true
    let plays = false
    const stop = (): void => {
      games.stop()
      plays = false
      place.hidden = true
      press.textContent = 'Play'
    }
    const start = (): void => {
      document.dispatchEvent(new Event('game-starts'))
      plays = true
      told.textContent = ''
      place.hidden = false
      press.textContent = 'Stop (Escape)'
      games.start(row.game!, place, 'Game of ' + row.id, {
        failed: (message) => (told.textContent = 'error: ' + message),
        left: () => {
          stop()
          press.focus()
        },
      })
    }
    const press = button(line, 'Play', () => (plays ? stop() : start()))
    // One game plays at a time.
    document.addEventListener('game-starts', () => plays && stop())
    return press
  }

  const details = (row: PageRow, parent: Element): HTMLElement | undefined => {
    element('p', parent, row.task)
    const verdict = { true: 'passed', false: 'failed', null: 'not run' }
    list(
      parent,
      'Verdict',
      Object.entries(row.levels).map(([level, passed]) => [level, verdict[String(passed) as 'true']] as const),
    )
    if (row.remarks.length > 0) {
      element('h4', parent, 'Remarks')
      const remarks = element('ul', parent)
      for (const remark of row.remarks) element('li', remarks, remark)
    }
    list(
      parent,
      'Quality',
      Object.entries(row.quality).map(([name, value]) => [name.replace('_', ' '), value.toFixed(2)] as const),
    )
    list(parent, 'More', row.facts)
    if (row.answer === undefined) {
      element('p', parent, 'Plan, code and game are in the page for some rows only: --games N.', 'quiet')
      return undefined
    }
    const press = player(parent, row)
    const answer = element('details', parent)
    element('summary', answer, 'Plan and code')
    element('pre', answer, row.answer).tabIndex = 0
    return press
  }

  const line = (row: PageRow): void => {
    const cells = element('tr', body)
    const first = element('th', cells)
    first.setAttribute('scope', 'row')
    let opened: HTMLElement | undefined
    let press: HTMLElement | undefined
    const open = (): void => {
      if (opened) {
        opened.hidden = !opened.hidden
        if (opened.hidden) document.dispatchEvent(new Event('game-starts'))
      } else {
        const below = document.createElement('tr')
        cells.after(below)
        opened = below
        const cell = element('td', below, '', 'details')
        cell.setAttribute('colspan', '9')
        press = details(row, element('div', cell, '', 'inner'))
      }
      name.setAttribute('aria-expanded', String(!opened.hidden))
    }
    const name = button(first, row.id, open)
    name.className = 'link'
    name.setAttribute('aria-expanded', 'false')
    element('td', cells, row.task.length > 90 ? row.task.slice(0, 89) + '…' : row.task, 'task')
    for (const text of [row.difficulty, row.modules, row.split]) element('td', cells, text)
    element('td', cells, row.score.toFixed(2), 'n')
    element('td', cells, String(row.tokens), 'n')
    element('td', cells, row.model)
    const last = element('td', cells)
    if (row.game === undefined) return
    const play = button(last, 'Play', () => {
      if (!opened || opened.hidden) open()
      press!.click()
    })
    play.setAttribute('aria-label', 'Play ' + row.id)
  }

  const compare = (a: PageRow, b: PageRow): number => {
    const [left, right] = [a[order.key] as string | number, b[order.key] as string | number]
    const found = left < right ? -1 : Number(left > right)
    return order.down ? -found : found
  }

  const show = (): void => {
    document.dispatchEvent(new Event('game-starts'))
    const asked = new FormData(form)
    const text = (name: string) => String(asked.get(name) ?? '')
    const searched = text('words')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    const found = rows.filter(
      (row, at) =>
        searched.every((word) => words[at].includes(word)) &&
        (text('difficulty') === '' || row.difficulty === text('difficulty')) &&
        (text('split') === '' || row.split === text('split')) &&
        (!asked.has('playable') || row.game !== undefined),
    )
    const sorted = found.toSorted(compare)
    page = Math.max(0, Math.min(page, Math.ceil(sorted.length / PER_PAGE) - 1))
    const first = page * PER_PAGE
    body.replaceChildren()
    for (const row of sorted.slice(first, first + PER_PAGE)) line(row)
    const last = Math.min(sorted.length, first + PER_PAGE)
    status.textContent =
      sorted.length === 0 ? 'No row is like that.' : `Rows ${first + 1} to ${last} of ${sorted.length}`
    before.disabled = page === 0
    after.disabled = last === sorted.length
    for (const head of heads) {
      const isOrder = head.dataset.key === order.key
      if (isOrder) head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending')
      else head.removeAttribute('aria-sort')
    }
  }

  const turn = (by: number): void => {
    page += by
    show()
  }
  before.addEventListener('click', () => turn(-1))
  after.addEventListener('click', () => turn(1))
  for (const head of heads) {
    head.querySelector('button')!.addEventListener('click', () => {
      const key = head.dataset.key as keyof PageRow
      order = { key, down: order.key === key && !order.down }
      page = 0
      show()
    })
  }
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('input', () => {
    page = 0
    show()
  })
  show()
}
