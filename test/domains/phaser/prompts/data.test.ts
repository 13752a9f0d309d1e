/** The data of the retrieval speaks of what the installed engine has. */
import t from 'tap'
import { cacheFolders, openIndex } from '../../../../src/api-index/index-store.ts'
import { openSearch } from '../../../../src/api-index/search-file.ts'
import { apiSource } from '../../../../src/domains/phaser/api-source.ts'
import { BY_API, BY_MODULE, BY_SIZE, EVERYDAY } from '../../../../src/domains/phaser/prompts/companions.ts'
import { memberId } from '../../../../src/domains/phaser/prompts/evidence.ts'
import { LEXICON } from '../../../../src/domains/phaser/prompts/lexicon/index.ts'
import { PRIOR } from '../../../../src/domains/phaser/prompts/prior.ts'
import { RECEIVERS } from '../../../../src/domains/phaser/prompts/receivers.ts'
import { SCENE_PATHS } from '../../../../src/domains/phaser/prompts/scene-paths.ts'
import { THEMES } from '../../../../src/domains/phaser/prompts/themes.ts'
import { terms } from '../../../../src/text/words.ts'

const cache = t.testdir({})
const index = await openIndex(apiSource(), cache)
const search = openSearch(index, PRIOR, cacheFolders(apiSource(), cache))

const HAN = /\p{Script=Han}/u
const lines = [
  EVERYDAY,
  ...[BY_API, BY_MODULE, BY_SIZE].flatMap(Object.values<string>),
  ...THEMES.map(([, line]) => line),
]

t.test('the lexicon has more than 600 Chinese words and their English ones', async (t) => {
  const chinese = [...LEXICON.keys()].filter((word) => HAN.test(word))
  t.ok(chinese.length >= 600, `${chinese.length}`)
  t.ok(LEXICON.size - chinese.length >= 300, `${LEXICON.size - chinese.length} English words`)
})

t.test('every word that the lexicon translates to is in the vocabulary of the index', async (t) => {
  const entries = new Set([...LEXICON.values()].flat())
  for (const [words, meaning] of entries) {
    t.notOk(HAN.test(meaning), words)
    for (const term of terms(meaning)) t.ok(search.knows(term), `${words}: ${term}`)
  }
})

t.test('every member in a line exists, and no line names one twice', async (t) => {
  for (const line of lines) {
    const members = line.split(/[\s|]+/).filter((member) => member !== '')
    t.equal(new Set(members).size, members.length, line)
    for (const member of members) t.ok(index.resolve(memberId(member)), member)
    t.ok(line.split('|').length <= 4, line)
  }
})

t.test('keys are what they claim to be', async (t) => {
  for (const id of Object.keys(BY_API)) t.ok(index.resolve(`Phaser.${id}`), id)
  for (const [receiver, type] of Object.entries(RECEIVERS)) t.ok(index.get(`Phaser.${type}`), receiver)
  for (const id of [...PRIOR.entries, ...PRIOR.internals]) t.ok(index.get(id), id)
  const words = THEMES.flatMap(([theme]) => theme.split(' '))
  for (const word of words) t.strictSame(terms(word), [word], 'a theme is called up by index terms')
})

t.test('a receiver that no line uses is left over', async (t) => {
  const used = new Set(
    lines
      .join(' ')
      .split(/[\s|]+/)
      .map((member) => member.slice(0, member.lastIndexOf('.'))),
  )
  t.strictSame(
    Object.keys(RECEIVERS).filter((receiver) => !used.has(receiver)),
    [],
  )
})

t.test('a scene gets at each type by its path', async (t) => {
  for (const [id, path] of Object.entries(SCENE_PATHS)) {
    const type = path
      .split('.')
      .reduce((at, name) => index.member(at, name)!.symbol.type.split(' | ')[0], 'Phaser.Scene')
    t.equal(type, id, path)
  }
})
