/** Which seeds have a row, by module and difficulty. */
import { html, Html } from '../../../pages/html.ts'
import { DIFFICULTIES } from '../../../record.ts'
import type { CoverageCounts } from '../../coverage.ts'
import { count, percent } from '../../numbers.ts'
import { heatMap } from '../charts/heat-map.ts'
import { leftOut, type Section } from './section.ts'

/** Modules shown, those with most seeds: names are other people's, and could be as many as they like. */
const SHOWN = 40
const ALL = 'all'

export function coverage(counts: CoverageCounts | null): Section {
  return { id: 'coverage', title: 'Coverage of the seeds', content: counts ? contentOf(counts) : undefined }
}

function contentOf({ seeds, by_difficulty: difficulties, by_module: modules, cells = {} }: CoverageCounts): Html {
  const shareOf = (share: { seeds: number; survived: number } | undefined) => ({
    part: share?.survived ?? 0,
    whole: share?.seeds ?? 0,
  })
  const names = Object.keys(modules)
    .toSorted((a, b) => modules[b].seeds - modules[a].seeds)
    .slice(0, SHOWN)
  return heatMap({
    title: 'Seeds with a row, by module and difficulty',
    says: `${count(seeds.survived)} of ${count(seeds.seeds)} seeds have a row, ${percent(seeds.survived, seeds.seeds)}`,
    rows: [ALL, ...names],
    columns: [...DIFFICULTIES, ALL],
    cell: (module, difficulty) => {
      if (module === ALL) return shareOf(difficulty === ALL ? seeds : difficulties[difficulty])
      return shareOf(difficulty === ALL ? modules[module] : cells[module]?.[difficulty])
    },
    names: ['Seeds', 'With a row', 'Coverage'],
    note: html`<p class="quiet">A seed counts for each of its modules.</p>${leftOut(names.length, Object.keys(modules).length, 'modules')}`,
  })
}
