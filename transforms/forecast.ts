import { Writable } from 'node:stream'
import type { Request } from '../src/record.ts'
import { renderForecast } from '../src/reports/forecast.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { Forecaster } from '../src/teacher/forecast.ts'
import { providersFor } from '../src/teacher/registry.ts'

/** The end of a dry run: requests in, what they would cost on stdout. */
export function forecastTo(stdout: NodeJS.WritableStream, json: boolean) {
  return async (context: RunContext): Promise<Writable> => {
    const providers = await providersFor(context)
    const forecaster = await Forecaster.open(context, providers)
    return new Writable({
      objectMode: true,
      write(request: Request, _encoding, done) {
        forecaster.add(request)
        done()
      },
      final(done) {
        const print = async (): Promise<void> => {
          await Promise.all(providers.map((provider) => provider.close()))
          const forecast = await forecaster.forecast()
          stdout.write(json ? JSON.stringify(forecast) + '\n' : renderForecast(forecast))
        }
        print().then(() => done(), done)
      },
    })
  }
}
