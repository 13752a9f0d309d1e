import type { ProgramFamily } from '../../domain.ts'
import { achievements } from './families/achievements.ts'
import { autoScore } from './families/auto-score.ts'
import { barChart } from './families/bar-chart.ts'
import { bossFight } from './families/boss-fight.ts'
import { brickWall } from './families/brick-wall.ts'
import { burst } from './families/burst.ts'
import { cameraEffects } from './families/camera-effects.ts'
import { cameraFollow } from './families/camera-follow.ts'
import { clickCounter } from './families/click-counter.ts'
import { clickStamp } from './families/click-stamp.ts'
import { collectItems } from './families/collect-items.ts'
import { combo } from './families/combo.ts'
import { containerCard } from './families/container-card.ts'
import { countdown } from './families/countdown.ts'
import { dash } from './families/dash.ts'
import { dragHome } from './families/drag-home.ts'
import { dragSort } from './families/drag-sort.ts'
import { drawShapes } from './families/draw-shapes.ts'
import { edgeBounce } from './families/edge-bounce.ts'
import { elasticBalls } from './families/elastic-balls.ts'
import { fallingDodge } from './families/falling-dodge.ts'
import { gravityFlip } from './families/gravity-flip.ts'
import { gravityWell } from './families/gravity-well.ts'
import { guardPatrol } from './families/guard-patrol.ts'
import { healthBar } from './families/health-bar.ts'
import { hitAndBlink } from './families/hit-and-blink.ts'
import { hunters } from './families/hunters.ts'
import { keyWalk } from './families/key-walk.ts'
import { matterStack } from './families/matter-stack.ts'
import { maze } from './families/maze.ts'
import { memoryPairs } from './families/memory-pairs.ts'
import { movingPlatforms } from './families/moving-platforms.ts'
import { objectPool } from './families/object-pool.ts'
import { particleFountain } from './families/particle-fountain.ts'
import { particlePalette } from './families/particle-palette.ts'
import { pauseOverlay } from './families/pause-overlay.ts'
import { platformer } from './families/platformer.ts'
import { pointerChase } from './families/pointer-chase.ts'
import { progressBar } from './families/progress-bar.ts'
import { recolour } from './families/recolour.ts'
import { replay } from './families/replay.ts'
import { saveSlot } from './families/save-slot.ts'
import { sceneFlow } from './families/scene-flow.ts'
import { seededLayout } from './families/seeded-layout.ts'
import { shooter } from './families/shooter.ts'
import { skillCooldown } from './families/skill-cooldown.ts'
import { snake } from './families/snake.ts'
import { spin } from './families/spin.ts'
import { starField } from './families/star-field.ts'
import { stateSwitch } from './families/state-switch.ts'
import { syncDance } from './families/sync-dance.ts'
import { syncGroup } from './families/sync-group.ts'
import { textCard } from './families/text-card.ts'
import { tileRoom } from './families/tile-room.ts'
import { timedSpawn } from './families/timed-spawn.ts'
import { tweenLoop } from './families/tween-loop.ts'
import { twoViews } from './families/two-views.ts'
import { waveArena } from './families/wave-arena.ts'
import { wrapAround } from './families/wrap-around.ts'
import { recipe } from './recipe.ts'

export { defects } from './defects.ts'

/** The program families of the mock teacher. A new one is a file in families/ and a line here. */
export const families: readonly ProgramFamily[] = [
  achievements,
  autoScore,
  barChart,
  bossFight,
  brickWall,
  burst,
  cameraEffects,
  cameraFollow,
  clickCounter,
  clickStamp,
  collectItems,
  combo,
  containerCard,
  countdown,
  dash,
  dragHome,
  dragSort,
  drawShapes,
  edgeBounce,
  elasticBalls,
  fallingDodge,
  gravityFlip,
  gravityWell,
  guardPatrol,
  healthBar,
  hitAndBlink,
  hunters,
  keyWalk,
  matterStack,
  maze,
  memoryPairs,
  movingPlatforms,
  objectPool,
  particleFountain,
  particlePalette,
  pauseOverlay,
  platformer,
  pointerChase,
  progressBar,
  recolour,
  replay,
  saveSlot,
  sceneFlow,
  seededLayout,
  shooter,
  skillCooldown,
  snake,
  spin,
  starField,
  stateSwitch,
  syncDance,
  syncGroup,
  textCard,
  tileRoom,
  timedSpawn,
  tweenLoop,
  twoViews,
  waveArena,
  wrapAround,
  recipe,
]
