/** What this domain knows of example programs. */
import type { Examples } from '../../examples.ts'
import { adapt, role } from './adapt.ts'
import { describe } from './describe.ts'

export const examples: Examples = { engine: { module: 'phaser', global: 'Phaser' }, role, adapt, describe }
