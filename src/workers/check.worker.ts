/** A worker of the pool: climbs the ladder for one program after the other, and supervises one child that runs them. */
import { BroadcastChannel, workerData } from 'node:worker_threads'
import { loadIndexFile } from '../api-index/index-store.ts'
import type { ApiIndex } from '../api-index/api-index.ts'
import { loadChecks } from '../checks/index.ts'
import { climb, type LadderTools, type RuntimeResult } from '../checks/ladder.ts'
import { observedIssues, runtimeIssues } from '../checks/runtime.ts'
import { domain } from '../domains/registry.ts'
import { SftError, messageOf } from '../errors.ts'
import type { Observed } from '../runtime/observed.ts'
import type { Supervisor } from '../runtime/supervisor.ts'
import { FAREWELL, type WorkerAnswer, type WorkerData, type WorkerTask } from './messages.ts'

const setup = workerData as WorkerData
let index: ApiIndex | undefined
let supervisor: Promise<Supervisor> | undefined

const tools: LadderTools = {
  checks: await loadChecks(),
  index: () => (index ??= loadIndexFile(setup.indexFile)),
  execute,
}

// Terminating a thread runs none of its code: the pool asks first, so that no child is left behind.
const channel = new BroadcastChannel(setup.channel)
channel.addEventListener('message', (event) => {
  // The other workers hear our answer too.
  if ((event as MessageEvent).data !== FAREWELL) return
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  void closeSupervisor().finally(() => channel.postMessage('closed'))
})
channel.unref()

/** Answers a task; never rejects. */
export default async function check(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { checked: task === 'start' ? { levels: {}, observed: null } : await climb(task, tools) }
  } catch (error) {
    const { code, hint } = error instanceof SftError ? error : { code: 'ERR_INTERNAL' as const, hint: undefined }
    return { failure: { code, message: messageOf(error), hint } }
  }
}

async function execute(code: string): Promise<RuntimeResult> {
  supervisor ??= startSupervisor()
  const report = await (await supervisor).run(code)
  if (report.stopped?.code === 'host-overload') {
    throw new SftError('ERR_HOST_OVERLOAD', `a program could not be run to its end: ${report.stopped.message}`, {
      hint: 'lower --jobs or raise --check-timeout; what was checked so far is in the cache',
    })
  }
  return { observed: report.observed, issues: runtimeIssues(report), cacheable: report.cacheable }
}

// Loaded at the first program that is run: `--skip-runtime` and `--levels L1` never pay for it.
async function startSupervisor(): Promise<Supervisor> {
  const [{ Supervisor: Runtime }, guest] = await Promise.all([import('../runtime/supervisor.ts'), domain().guest()])
  const { chromium, frames, checkTimeout, requireSandbox } = setup
  const common = { guest, frames, requireSandbox }
  if (chromium === null) return new Runtime({ ...common, checkTimeout, accepts })
  const { browserStarter } = await import('../runtime/browser/browser-runner.ts')
  return new Runtime({ ...common, checkTimeout, startRunner: browserStarter({ ...common, chromium }) })
}

/** A program that fails must have failed on the engine as it is. */
function accepts(observed: Observed): boolean {
  return observedIssues(observed).every(({ severity }) => severity !== 'error')
}

async function closeSupervisor(): Promise<void> {
  const closing = supervisor
  supervisor = undefined
  await (await closing)?.close()
}
