import { hostname } from 'node:os'
import { SftError } from '../../../src/errors.ts'
import { openQueue } from '../../../src/queue/open.ts'
import { serve } from '../../../src/queue/serve.ts'
import { servedStages } from '../../../src/queue/stages.ts'
import type { Command } from '../command.ts'
import { WORKER_FLAGS } from '../flags.ts'

export const worker: Command = {
  name: 'worker',
  usage: '--queue URL [flags]',
  summary: 'serves parse and validate from a queue, for runs with --queue on other machines.',
  details: `Runs until it is told to end: SIGTERM and Ctrl-C let it finish what it is at, a second one stops it at once.
What a worker was at when it was killed is taken over by another. A worker serves runs of its own version only.
The server is any Redis 6.2 or newer, with appendonly yes and maxmemory-policy noeviction; rediss:// for TLS. Its
password stands in the URL, which other users of this machine can see, or in SFT_STREAM_QUEUE or
SFT_STREAM_QUEUE_PASSWORD. Programs of runs are run here, in the sandbox that doctor tells of.`,
  examples: [
    'sft-stream worker --queue redis://queue-host',
    'SFT_STREAM_QUEUE=rediss://worker:PASSWORD@queue-host:6380 sft-stream worker -j 8 --require-sandbox strict',
  ],
  operands: 0,
  takes: 'nothing',
  flags: [...WORKER_FLAGS, 'requireSandbox', 'jobs', 'cache', 'config', 'quiet', 'logLevel'],
  async run({ context, io }) {
    const { options, notice } = context
    const { queue, stalledAfter } = options
    if (queue === undefined) {
      throw new SftError('ERR_USAGE', 'which queue? none is named', { hint: 'sft-stream worker --queue redis://HOST:PORT' })
    }
    const stages = await servedStages(options)
    const { connection, store } = await openQueue(context, queue, Infinity)
    const serving = await serve({ connection, store, stages, name: `${hostname()}-${process.pid}`, stalledAfter, notice })
    notice(`serving ${stages.map(({ stage }) => `${stage.name}@${stage.version}`).join(' and ')}`)
    await new Promise<void>((resolve) => {
      if (io.interrupt?.aborted) resolve()
      io.interrupt?.addEventListener('abort', () => resolve(), { once: true })
    })
    await serving.close()
    connection.close()
  },
}
