import type { Realm } from '../../../runtime/guest/driver.ts'
import type { GameObject } from './engine.ts'
import type { Figures } from './figures.ts'
import type { Kinds } from './kinds.ts'
import type { Track, Tracks } from './tracks.ts'

export interface TrackedObjects {
  readonly list: object[]
  /** Place of an object in the list, or -1. */
  indexOf(object: GameObject): number
}

/** Tells of the objects that tell most: interactive ones, those that react, those that change, and then the others. */
export function tellObjects(realm: Realm, tracks: Tracks, kinds: Kinds, figures: Figures): TrackedObjects {
  const { kit, recorder } = realm
  const MAX_OBJECTS = 40
  const list = kit.list<object>()
  const places = kit.map<GameObject, number>()

  const speedsOf = ({ speeds, vxs, vys, maxSpeed }: Track): object | null => {
    if (speeds === null || vxs === null || vys === null) return null
    const { median, amount } = figures
    const along = { vx: amount(median(vxs)), vy: amount(median(vys)) }
    return { speed: { __proto__: null, typical: amount(median(speeds)), max: amount(maxSpeed), ...along } }
  }
  const colorOf = (color: number): object | null => (color >= 0 && color <= 0xffffff ? { color: kit.floor(color) } : null)
  const flags = ({ input }: GameObject): object => ({
    ...(input?.enabled === true ? { interactive: true } : null),
    ...(input?.draggable === true ? { draggable: true } : null),
    ...(input?.dropZone === true ? { dropZone: true } : null),
  })

  const tell = (track: Track): void => {
    const { object, type, texture, first, now } = track
    const name = kit.text(object.name ?? '', 60)
    const place = { x: figures.round(first.x), y: figures.round(first.y) }
    const last = { x: figures.round(now.x), y: figures.round(now.y) }
    places.set(object, list.length)
    kit.add(list, {
      __proto__: null,
      type,
      ...(texture === '' ? null : { texture }),
      ...(name === '' ? null : { name }),
      ...(now.text === '' ? null : { text: now.text }),
      ...(track.changed & kinds.TEXT ? { firstText: first.text } : null),
      ...colorOf(now.color),
      ...flags(object),
      ...(track.gone ? { gone: true } : null),
      first: { __proto__: null, ...place, ...(first.color === now.color ? null : colorOf(first.color)) },
      last: { __proto__: null, ...last },
      changed: kinds.namesOf(track.changed),
      ...speedsOf(track),
      ...(track.spins === null ? null : { spin: figures.round(figures.median(track.spins)) }),
      outside: figures.amount(track.outside),
      ...(track.reactions === null ? null : { reactions: track.reactions.list }),
    })
  }

  const pick = (wanted: (track: Track) => boolean) => (track: Track) => {
    if (list.length >= MAX_OBJECTS || places.get(track.object) !== undefined) return
    recorder.quietly(() => {
      if (wanted(track)) tell(track)
    })
  }
  const isInteractive = ({ object, reactions }: Track): boolean => Boolean(object.input) || reactions !== null
  tracks.each(pick(isInteractive))
  tracks.each(pick(({ changed }) => changed !== 0))
  for (let i = 0; i < tracks.gone.length; i++) pick(() => true)(tracks.gone[i])
  tracks.each(pick(() => true))
  return { list, indexOf: (object) => places.get(object) ?? -1 }
}
