import type { CallExpression, Node } from 'estree'
import type { ApiIndex } from '../../../api-index/api-index.ts'
import type { Check } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import { analyse } from '../api-resolver/analysis.ts'
import type { Facts } from '../api-resolver/facts.ts'
import type { Resolver } from '../api-resolver/resolver.ts'
import { nameOf } from '../api-resolver/syntax.ts'

const EMITTER = 'Phaser.Events.EventEmitter'
const LISTENING = new Set(['on', 'once', 'addListener'])

/** A listener hears only events that somebody sends. */
export const eventNames: Check = {
  id: 'event-names',
  level: 'L2',
  meta: {
    description: 'The events that a program listens to are events of the engine, or of the program itself.',
    codes: { 'unknown-event': 'a listener for an event that neither the engine nor the program sends' },
    reads: [],
  },
  run({ program, index }) {
    if (!program) return { issues: [] }
    const { resolver } = analyse(program, index)
    const listeners = resolver.facts.calls.flatMap((call) => listenerOf(resolver, call))
    const unheard = listeners.filter(({ event }) => !isSent(event, resolver.facts, index))
    return {
      issues: unheard.map(({ event, node }) => ({
        code: 'unknown-event',
        severity: 'warning',
        message: `nothing sends '${event}': the listener is never called`,
        ...placeOf(node),
        symbol: event,
      })),
      metrics: { api_unknown_events: unheard.length },
    }
  },
}

interface Listener {
  readonly event: string
  readonly node: Node
}

/** A listener that is put on an emitter of the engine, with the event in so many letters. */
function listenerOf(resolver: Resolver, call: Resolver['facts']['calls'][number]): Listener[] {
  const { callee } = call as CallExpression
  const [node] = call.arguments
  const name = callee.type === 'MemberExpression' ? nameOf(callee) : undefined
  if (callee.type !== 'MemberExpression' || name === undefined || !LISTENING.has(name)) return []
  if (node?.type !== 'Literal' || typeof node.value !== 'string') return []
  const type = resolver.typeOf(callee.object as Node)
  const isEmitter =
    type?.kind === 'instance' && type.ids.some((id) => resolver.index.member(id, name)?.symbol.owner === EMITTER)
  return isEmitter ? [{ event: node.value, node }] : []
}

function isSent(event: string, facts: Facts, index: ApiIndex): boolean {
  // Events of one key, one file, one animation: `keydown-SPACE`, `filecomplete-image-hero`.
  const family = event.slice(0, event.indexOf('-') + 1)
  return index.eventsByValue(event).length > 0 || index.eventsByValue(family).length > 0 || isOwn(event, facts)
}

/** Whether the program says the name anywhere but where it listens: it may send the event itself, in whatever way. */
function isOwn(event: string, facts: Facts): boolean {
  return facts.calls.some((call) => {
    const { callee } = call as CallExpression
    const name = callee.type === 'MemberExpression' ? nameOf(callee) : undefined
    const isListening = name !== undefined && (LISTENING.has(name) || name === 'off' || name === 'removeListener')
    return !isListening && call.arguments.some((each) => each.type === 'Literal' && each.value === event)
  })
}
