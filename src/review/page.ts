/** The review page: rows beside their playing games, and the questions that a reviewer answers. */
import { renderDocument, type PlayableGames } from '../pages/document.ts'
import { html, Html } from '../pages/html.ts'
import { makeElement } from './client/elements.ts'
import { makeJudging } from './client/judging.ts'
import { makeKeeping } from './client/keeping.ts'
import { runReview, type ReviewData } from './client/review-page.ts'
import { viewRow } from './client/row-view.ts'
import { makeRubric } from './client/rubric.ts'

/** The page of one reviewer. */
export function renderReview(data: ReviewData, games: PlayableGames): string {
  return renderDocument({
    lang: 'en',
    title: 'sft-stream review',
    style: STYLE,
    body: bodyOf(data),
    data,
    games,
    ownServer: data.mode === 'server',
    script: `(data, games) => {
  const make = ${makeElement}
  const rubric = (${makeRubric})(make)
  const keeping = (${makeKeeping})(data)
  ;(${runReview})(data, games, { make, rubric, keeping, judge: ${makeJudging}, view: ${viewRow} })
}`,
  })
}

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['g', 'play the game, or start it again'],
  ['Esc', 'leave the game; once more: stop it'],
  ['r f q p', 'next answer to a question; 0, 1 or 2 behind it: that one'],
  ['n', 'write a note; Esc leaves it'],
  ['k', 'keep'],
  ['x', 'reject'],
  ['s', 'skip: the row comes again at the end'],
  ['u', 'undo the last decision'],
  ['d', 'done'],
  ['?', 'this list'],
]

function bodyOf({ mode, reviewer }: ReviewData): Html {
  const keys = KEYS.map(([key, what]) => html`<li><kbd>${key}</kbd> ${what}</li>`)
  const done = mode === 'server' ? 'Finish' : 'Download decisions'
  return html`<header>
<h1>Review <span class="quiet">by ${reviewer}</span></h1>
<p><span id="progress"></span> <progress id="bar" value="0" max="1" aria-labelledby="progress"></progress></p>
<p class="verbs">
<button type="button" id="undo">Undo <kbd>u</kbd></button>
<button type="button" id="finish">${done} <kbd>d</kbd></button></p>
</header>
<main>
<section id="judge" aria-label="Game and questions">
<div id="stage"></div>
<p class="verbs"><button type="button" id="play">Play the game <kbd>g</kbd></button></p>
<ul id="said" class="bad" aria-live="polite" aria-label="Errors of the game"></ul>
<div id="rubric"></div>
<p class="verbs"><button type="button" id="keep">Keep <kbd>k</kbd></button>
<button type="button" id="reject">Reject <kbd>x</kbd></button>
<button type="button" id="skip">Skip <kbd>s</kbd></button></p>
<details id="keys"><summary>Keys</summary><ul>${keys}</ul></details>
</section>
<article id="row" aria-label="Row"></article>
</main>
<p id="status" role="status"></p>`
}

const STYLE = `
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .5rem 1rem;
  border-bottom: 1px solid var(--line) }
header p, h1 { margin: 0 }
h1 { font-size: 1.25rem }
h2 { margin: 0; overflow-wrap: anywhere; font-size: 1.25rem }
h3 { margin: 1.5rem 0 .25rem; font-size: 1.1rem }
h4 { margin: .75rem 0 .25rem; font-size: 1rem }
main { display: grid; gap: 1rem; padding: 1rem; grid-template-columns: minmax(0, 1fr) }
@media (min-width: 60rem) {
  main { grid-template-columns: minmax(0, 36rem) minmax(0, 1fr); align-items: start }
  #judge { position: sticky; top: 1rem }
}
#stage { aspect-ratio: 4 / 3; max-height: 48vh; width: 100%; background: var(--panel); border: 1px solid var(--line) }
#stage iframe, #stage img { display: block; width: 100%; height: 100%; border: 0; object-fit: contain }
#said { margin: .25rem 0; padding-left: 1.25rem; overflow-wrap: anywhere }
.verbs { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0 }
button { font: inherit; padding: .3rem .8rem; color: var(--on-accent); background: var(--accent); border: 0;
  border-radius: .3rem; cursor: pointer }
kbd { font: .85em ui-monospace, monospace; border: 1px solid; border-radius: .2rem; padding: 0 .3em }
fieldset { display: flex; flex-wrap: wrap; border: 0; margin: 0; padding: .1rem 0 }
legend { float: left; min-width: 16.5rem; font-weight: 600; padding: 0 }
.answers { display: flex; flex-wrap: wrap; gap: 0 .6rem }
textarea { display: block; width: 100%; font: inherit; color: inherit; background: var(--panel);
  border: 1px solid var(--quiet) }
ul, ol { margin: 0; padding-left: 1.5rem }
li, p { overflow-wrap: anywhere }
.text { white-space: pre-wrap; margin: .25rem 0 }
.quiet { color: var(--quiet) } .good { color: var(--good) } .bad, .error b { color: var(--bad) } .warning b { color: var(--warn) }
pre { overflow: auto; max-height: 70vh; margin: .25rem 0; padding: .75rem; background: var(--panel);
  font: .875rem/1.45 ui-monospace, monospace; tab-size: 2 }
.code-keyword { color: var(--code-keyword) } .code-string { color: var(--code-string) }
.code-number { color: var(--code-number) } .code-comment { color: var(--code-comment); font-style: italic }
#status { position: sticky; bottom: 0; min-height: 2.25rem; margin: 0; padding: .3rem 1rem; background: var(--panel);
  border-top: 1px solid var(--line) }
#status:empty { min-height: 0; padding: 0; border: 0 }
`
