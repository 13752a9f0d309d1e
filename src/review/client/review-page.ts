/// <reference lib="dom" />
/** The review page at work: rows, keys, buttons. Runs in the page, by the rule in src/runtime/guest/kit.ts. */
import type { Games } from '../../pages/game/games.ts'
import type { ReviewRow } from '../review-row.ts'
import type { Make } from './elements.ts'
import type { Judging, PageDecision, Rubric } from './judging.ts'
import type { Keeping, KeepingData } from './keeping.ts'
import type { RubricForm } from './rubric.ts'

export interface ReviewData extends KeepingData {
  readonly rows: readonly ReviewRow[]
  /** What this reviewer decided before. */
  readonly earlier: readonly PageDecision[]
}

export interface ReviewParts {
  readonly make: Make
  readonly rubric: RubricForm
  readonly keeping: Keeping
  readonly judge: (ids: readonly string[], earlier: readonly PageDecision[]) => Judging
  readonly view: (make: Make, row: ReviewRow) => HTMLElement[]
}

export function runReview(data: ReviewData, games: Games, { make, rubric, keeping, judge, view }: ReviewParts): void {
  const { rows, mode } = data
  const at = (id: string) => document.getElementById(id)!
  const ids = rows.map(({ id }) => id)
  const judging = judge(ids, mode === 'server' ? data.earlier : keeping.earlier())
  /** Answers that were given to rows which were left undecided, or whose decision was undone. */
  const drafts = new Map<string, Rubric>()
  /** While a decision is on its way, no other is made. */
  let isBusy = false

  const say = (text: string): void => void (at('status').textContent = text)
  const current = (): ReviewRow | undefined => rows[judging.current()]

  const stopGame = (): void => {
    games.stop()
    at('stage').replaceChildren(...pictureOf(current()))
    at('said').replaceChildren()
  }
  const pictureOf = (row: ReviewRow | undefined): HTMLElement[] =>
    row === undefined || row.picture === '' ? [] : [make('img', { src: row.picture, alt: 'The game after a while' })]

  const play = (): void => {
    const row = current()
    if (row === undefined) return
    stopGame()
    at('stage').replaceChildren()
    games.start(row.code_hash, at('stage'), `The game of ${row.id}`, {
      failed: (message) => at('said').append(make('li', {}, message)),
      left: () => at('play').focus(),
    })
  }

  const show = (): void => {
    stopGame()
    const row = current()
    const done = judging.decided()
    at('progress').textContent = `${done} of ${rows.length} decided`
    at('bar').setAttribute('value', String(done))
    at('judge').hidden = row === undefined
    if (row === undefined) {
      at('row').replaceChildren(make('h2', {}, 'All rows are decided'), make('p', {}, endText()))
      return
    }
    at('row').replaceChildren(...view(make, row))
    rubric.show(drafts.get(row.id) ?? {}, row.plan !== null)
    window.scrollTo(0, 0)
  }
  const endText = () =>
    mode === 'server' ? 'Finish ends the review.' : 'Download them: they are in this browser only.'

  /** Changes what is decided, and changes it back when it cannot be kept. */
  const change = async (decision: PageDecision, revert: () => void, text: string): Promise<void> => {
    isBusy = true
    try {
      await keeping.keep(decision, judging.decisions())
      say(text)
    } catch (error) {
      revert()
      say(`Not saved: ${error instanceof Error ? error.message : String(error)}`)
    }
    isBusy = false
    show()
  }

  const decide = async (decision: 'keep' | 'reject'): Promise<void> => {
    const row = current()
    if (row === undefined || isBusy) return
    const open = rubric.open()
    if (open !== '') return say(`Still open: ${open}`)
    const answers = rubric.answers()
    drafts.set(row.id, answers)
    const made = judging.decide(decision, answers)
    await change(made, () => void judging.undo(), `${decision === 'keep' ? 'Kept' : 'Rejected'} ${row.id}`)
  }
  const undo = async (): Promise<void> => {
    if (isBusy) return
    const last = judging.undo()
    if (last === undefined) return say('There is nothing to undo')
    const { id, decision, ...answers } = last
    drafts.set(id, answers)
    const again = () => void judging.decide(decision as 'keep' | 'reject', answers)
    await change({ id, decision: 'undo' }, again, `Undone: ${id}`)
  }
  const skip = (): void => {
    const row = current()
    if (row === undefined || isBusy) return
    drafts.set(row.id, rubric.answers())
    judging.skip()
    say(`Skipped ${row.id}: it comes again at the end`)
    show()
  }
  const finish = async (): Promise<void> => {
    if (mode === 'file') return keeping.download(judging.decisions())
    try {
      await keeping.finish()
      say('The review is saved and has ended. You can close this page.')
    } catch {
      say('The review has ended already.')
    }
  }

  const actions: Readonly<Record<string, () => unknown>> = {
    g: play,
    k: () => decide('keep'),
    x: () => decide('reject'),
    u: undo,
    s: skip,
    d: finish,
    n: () => at('note').focus(),
    '?': () => at('keys').toggleAttribute('open'),
  }
  const buttons = { play, keep: actions.k, reject: actions.x, undo, skip, finish }
  for (const [id, act] of Object.entries(buttons)) at(id).addEventListener('click', () => void act())

  window.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    if (target instanceof HTMLTextAreaElement) {
      if (key === 'Escape') target.blur()
      return
    }
    if (key === 'Escape') return stopGame()
    const act = Object.hasOwn(actions, key) ? actions[key] : undefined
    if (act === undefined && !(current() !== undefined && rubric.press(key))) return
    event.preventDefault()
    void act?.()
  })

  at('rubric').append(rubric.element)
  at('bar').setAttribute('max', String(rows.length))
  show()
}
