/** All kinds of probes, by name. A new one is a value in one of the files beside this, and a word here. */
import type { AnyProbeKind } from '../probe.ts'
import { listens, reacts, signal, spawns, startsScene, stateChanges, timer } from './life.ts'
import { changes, colorChangesOn, objects, textChanges, textShows, tweens } from './looks.ts'
import { draggable, moves, movesOnKey, rotates, staysInBounds } from './motion.ts'
import { cameraEffect, cameraFollows, collides, gravity, particles, physics, plays, tilemap } from './world.ts'

const all: readonly AnyProbeKind[] = [
  cameraEffect,
  cameraFollows,
  changes,
  collides,
  colorChangesOn,
  draggable,
  gravity,
  listens,
  moves,
  movesOnKey,
  objects,
  particles,
  physics,
  plays,
  reacts,
  rotates,
  signal,
  spawns,
  startsScene,
  stateChanges,
  staysInBounds,
  textChanges,
  textShows,
  tilemap,
  timer,
  tweens,
]

export const probeKinds: ReadonlyMap<string, AnyProbeKind> = new Map(all.map((kind) => [kind.kind, kind]))
