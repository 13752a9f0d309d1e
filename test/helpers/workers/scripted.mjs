/** A worker that does what the code of its job says, to try out the pool. */
import { existsSync, writeFileSync } from 'node:fs'
import { BroadcastChannel, workerData } from 'node:worker_threads'

const channel = new BroadcastChannel(workerData.channel)
channel.addEventListener('message', ({ data }) => {
  if (data !== 'close') return
  if (workerData.indexFile) writeFileSync(workerData.indexFile, 'bye')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  channel.postMessage('closed')
})
channel.unref()

const checked = (levels) => ({ checked: { levels, observed: null } })

/** Dies at the first job of a name (marked by a file), answers the second. */
function dieOnce(file) {
  if (existsSync(file)) return checked({})
  writeFileSync(file, '')
  process.exit(1)
}

export default async function work(task) {
  if (task === 'start') return checked({})
  const [verb, argument] = task.code.split(' ')
  if (verb === 'exit') process.exit(1)
  if (verb === 'exit-once') return dieOnce(argument)
  if (verb === 'hoard') for (const hoard = []; ;) hoard.push(Array.from({ length: 1e6 }))
  if (verb === 'wait') await new Promise((resolve) => setTimeout(resolve, Number(argument)))
  if (verb === 'forever') await new Promise(() => {})
  if (verb === 'fail') return { failure: { code: 'ERR_HOST_OVERLOAD', message: 'too much', hint: 'less' } }
  return checked({ L1: { passed: true, ms: 0, issues: [], cacheable: true, env: Object.keys(process.env) } })
}
