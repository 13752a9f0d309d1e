import { main } from './cli/main.ts'

const { stdin, stdout, stderr, env, argv } = process
const interrupt = new AbortController()
const stop = new AbortController()

for (const [signal, exitCode] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
  process.on(signal, () => {
    if (!interrupt.signal.aborted) return interrupt.abort(exitCode)
    // The second one stops now. Nothing paid is lost: a reply is in the journal before anyone sees it.
    stop.abort(exitCode)
    process.exit(exitCode)
  })
}

process.exitCode = await main(argv.slice(2), { stdin, stdout, stderr, env, interrupt: interrupt.signal, stop: stop.signal })
