import type { FunctionExpression, Node } from 'estree'
import type { Check, CheckContext, CheckIssue } from '../../../checks/check.ts'
import { placeOf } from '../../../checks/walk.ts'
import type { Observed } from '../../../runtime/observed.ts'
import type { Analysis } from '../api-resolver/analysis.ts'
import { analyse } from '../api-resolver/analysis.ts'
import type { GameMaking } from '../api-resolver/config.ts'
import { fieldOf, gamesOf } from '../api-resolver/config.ts'
import { valueOf } from '../api-resolver/facts.ts'
import { isFunction, nameOf } from '../api-resolver/syntax.ts'

/** A program must make a game with a scene that does something. */
export const structure: Check = {
  id: 'structure',
  level: 'L4',
  meta: {
    description:
      'The program makes a game with a scene, the scene has the life its difficulty asks for, and something shows.',
    codes: {
      'no-game': 'no code that can run makes a game',
      'no-config': 'a game is made without a config',
      'no-scene': 'the game has no scene',
      'no-create': 'no scene has a create() that does anything',
      'nothing-lives': 'a medium or hard program without update, timer, tween, physics or listener',
      'headless-config': 'the config asks for Phaser.HEADLESS: a browser would show nothing',
      'not-booted': 'the game was seen not to boot',
      'scene-not-running': 'no scene was seen to run',
      'nothing-shown': 'no game object was ever seen',
      'transparent-object': 'an object with an alpha of 0, early and late in the run: nobody sees it',
    },
    reads: ['seed.difficulty'],
  },
  run(context) {
    if (!context.program) return { issues: [] }
    const analysis = analyse(context.program, context.index)
    const issues = [
      ...gameIssues(analysis),
      ...sceneIssues(analysis, context.seed.difficulty !== 'easy'),
      ...observedIssues(context),
    ]
    return { issues: issues.filter((issue, at) => issues.findIndex(({ code }) => code === issue.code) === at) }
  },
}

function error(code: string, message: string, node?: Node): CheckIssue {
  return { code, severity: 'error', message, ...(node ? placeOf(node) : {}) }
}

function gameIssues(analysis: Analysis): CheckIssue[] {
  const games = gamesOf(analysis.resolver).filter(({ node }) => analysis.isReachable(node))
  if (games.length === 0) return [error('no-game', 'nothing that runs makes a `new Phaser.Game(config)`')]
  return games.flatMap((game) => configIssues(game, analysis))
}

function configIssues({ node, config, hasConfig }: GameMaking, analysis: Analysis): CheckIssue[] {
  if (!hasConfig) return [error('no-config', 'the game is made without a config', node)]
  if (!config) return []
  const issues: CheckIssue[] = []
  const type = fieldOf(config, 'type')
  if (type?.type === 'MemberExpression' && nameOf(type) === 'HEADLESS') {
    issues.push(error('headless-config', 'Phaser.HEADLESS shows nothing in a browser', type))
  }
  const scene = fieldOf(config, 'scene')
  const isEmpty = scene === undefined || (scene?.type === 'ArrayExpression' && scene.elements.length === 0)
  if (isEmpty && !addsScenes(analysis))
    issues.push(error('no-scene', 'the config names no scene and none is added later', config))
  return issues
}

const ADD_SCENE = new Set(['Phaser.Scenes.SceneManager#add', 'Phaser.Scenes.ScenePlugin#add'])

function addsScenes({ reachable }: Analysis): boolean {
  return reachable.some(({ symbols }) => symbols.some(({ id }) => ADD_SCENE.has(id)))
}

function sceneIssues(analysis: Analysis, mustLive: boolean): CheckIssue[] {
  const scenes = sceneMembers(analysis)
  if (scenes.length === 0) return []
  const create = scenes.some((members) => doesAnything(members.get('create'), analysis))
  const update = scenes.some((members) => doesAnything(members.get('update'), analysis))
  return [
    ...(create ? [] : [error('no-create', 'no scene has a create() that does anything')]),
    ...(mustLive && !update && !lives(analysis)
      ? [error('nothing-lives', 'nothing happens after create(): no update, timer, tween, physics or listener')]
      : []),
  ]
}

/** What each scene of the program that is in use defines. */
function sceneMembers({ resolver, isReachable }: Analysis): ReadonlyMap<string, readonly (Node | null)[]>[] {
  const classes = [...resolver.hosts.classes.values()].filter(({ node }) => {
    const type = resolver.typeOf(node)
    return type?.kind === 'static' && type.id === 'Phaser.Scene' && isReachable(node)
  })
  // A scene class may leave its create to a base class of the program: that base is in the list itself.
  return [...resolver.hosts.scenes, ...classes].map(({ members }) => members)
}

function doesAnything(values: readonly (Node | null)[] | undefined, { resolver }: Analysis): boolean {
  return (values ?? []).some((value) => {
    const fn = value && valueOf(value, resolver.facts)
    return !isFunction(fn) || fn.body.type !== 'BlockStatement' || (fn as FunctionExpression).body.body.length > 0
  })
}

/** Types whose use means that something goes on after create(). */
const ALIVE = [
  'Phaser.Time.TimerEvent',
  'Phaser.Time.Timeline',
  'Phaser.Tweens.Tween',
  'Phaser.Tweens.TweenChain',
  'Phaser.Tweens.TweenManager',
  'Phaser.Physics.Arcade.ArcadePhysics',
  'Phaser.Physics.Matter.MatterPhysics',
  'Phaser.GameObjects.Particles.ParticleEmitter',
  'Phaser.Animations.Animation',
  'Phaser.Events.EventEmitter#on',
  'Phaser.Events.EventEmitter#once',
  'Phaser.Events.EventEmitter#addListener',
]
const HOST_TIMERS = new Set(['setInterval', 'setTimeout', 'requestAnimationFrame'])

function lives({ usage, resolver }: Analysis): boolean {
  if (ALIVE.some((id) => usage.has(id))) return true
  // Listeners and timers on objects whose type is unknown count as well: the benefit of the doubt.
  return resolver.facts.calls.some(({ callee }) =>
    callee.type === 'MemberExpression'
      ? ['on', 'once', 'addEventListener', 'addEvent'].includes(nameOf(callee) ?? '')
      : callee.type === 'Identifier' && HOST_TIMERS.has(callee.name),
  )
}

function observedIssues({ observed }: CheckContext): CheckIssue[] {
  if (!observed) return []
  const issues: CheckIssue[] = []
  if (observed.asked.toUpperCase() === 'HEADLESS')
    issues.push(error('headless-config', 'Phaser.HEADLESS shows nothing in a browser'))
  if (observed.games === 0) issues.push(error('no-game', 'no game was made when the program ran'))
  else if (!observed.booted) issues.push(error('not-booted', 'the game did not boot'))
  else if (!observed.scenes.some(isRunning)) issues.push(error('scene-not-running', 'no scene was running'))
  else if (!showsAnything(observed)) issues.push(error('nothing-shown', 'no game object was ever on the display list'))
  const unseen = Math.min(observed.first?.transparent ?? 0, observed.last?.transparent ?? 0)
  if (unseen > 0) {
    const message = `${unseen} objects have an alpha of 0 early and late in the run`
    issues.push({ code: 'transparent-object', severity: 'warning', message })
  }
  return issues
}

function isRunning({ status, created, updates }: Observed['scenes'][number]): boolean {
  return status === 'running' || created || updates > 0
}

function showsAnything({ first, last, changes }: Observed): boolean {
  return (first?.objects ?? 0) + (last?.objects ?? 0) + changes.spawned > 0 || (!first && !last)
}
