/** The classes of defects: those of the mock teacher, and those that only a benchmark wants. */
import type { ApiIndex } from '../../../src/api-index/api-index.ts'
import { inserter } from '../../../src/domains/phaser/programs/edits.ts'
import { defects } from '../../../src/domains/phaser/programs/index.ts'
import { replaceMustUse, swapArguments, swapNumbers, unheardEvent } from './calls.ts'
import { hideObject } from './looks.ts'
import { deltaOfObject, dropMotion, tenfoldSpeed, undefinedFactor } from './motion.ts'
import { ofCode, ofTree, type Mutation } from './mutation.ts'
import { halve, lie } from './plans.ts'
import { deadUpdate, dropPhysics, renameMethod, renameScene } from './wiring.ts'

const leaveOver = inserter('create', 'const defaultSpeed = 120;\nlet currentState;')
const callMissing = inserter('create', 'this.prepareEverything();')

/**
 * All classes. The mock teacher makes its own list only: what is in there must be rejected whatever the program and the
 * seed, or its broken rows would pass as good ones, and a new one changes what it writes for every seed. `index`: for
 * those that must know what the engine has.
 */
export function mutations(index: ApiIndex): Mutation[] {
  return [
    ...defects.map(({ id, description, plant }) => ofCode(id, 'rejected', description, plant)),
    {
      id: 'must-use-replaced',
      aim: 'rejected',
      description: 'an API that the seed asks for gives way to something else',
      plant: (original, random) => replaceMustUse(original, random, index),
    },
    ofTree('physics-config-dropped', 'rejected', 'a config without the physics that is used', dropPhysics),
    ofTree('scenes-key', 'rejected', 'a config with `scenes` in place of `scene`', renameScene),
    ofTree('method-never-defined', 'rejected', 'a call of a method whose definition has another name', renameMethod),
    ofTree('method-invented', 'rejected', 'a call of a method of its own that a scene never had', callMissing),
    ofTree('nan-from-delta', 'rejected', '`delta.ms` where delta is a number', deltaOfObject),
    ofTree('nan-from-factor', 'rejected', 'a step or velocity times a member that is not there', undefinedFactor),
    {
      id: 'tenfold-speed',
      aim: 'rejected',
      description: 'ten times the speed that the seed asks for',
      plant: tenfoldSpeed,
    },
    {
      id: 'lying-plan',
      aim: 'rejected',
      description: 'a plan that names APIs of which the code uses none',
      plant: (original) => lie(original, index),
    },
    ofTree('dead-update', 'ranked', 'an update() that is never called or does nothing', deadUpdate),
    ofTree('alpha-zero', 'ranked', 'an object that is transparent for good', hideObject),
    ofCode('argument-order', 'ranked', 'two arguments of different kinds in the wrong order', (code, random) =>
      swapArguments(code, random, index),
    ),
    ofTree('number-order', 'ranked', 'colour and alpha, or width and colour, in the wrong order', swapNumbers),
    ofTree('unheard-event', 'ranked', 'a listener for an event that nobody sends', unheardEvent),
    {
      id: 'half-true-plan',
      aim: 'ranked',
      description: 'a plan that leaves out half of what the code uses and names what it does not',
      plant: (original, random) => halve(original, random, index),
    },
    ofTree('left-over', 'ranked', 'variables of an earlier draft that nothing uses', leaveOver),
    ofTree('motion-dropped', 'ranked', 'a tween, a timer or a velocity that is never set', dropMotion),
  ]
}
