import { Writable } from 'node:stream'
import type { Request, Seed } from '../src/record.ts'
import { renderForecast, renderOutlook } from '../src/reports/forecast.ts'
import { Surveyor } from '../src/requests/outlook.ts'
import { openRepairer } from '../src/requests/repair-request.ts'
import type { StageFactory } from '../src/stream/chain.ts'
import { unreported } from '../src/stream/ledger.ts'
import type { RunContext } from '../src/stream/run-context.ts'
import { rowTransform } from '../src/stream/transform.ts'
import { Forecaster } from '../src/teacher/forecast.ts'
import { providersFor } from '../src/teacher/registry.ts'
import type { Say } from '../src/text/localize.ts'
import { openValidator, type Validator } from '../src/workers/validator.ts'

/** Where a forecast is printed, and how. */
export interface Paper {
  readonly stdout: NodeJS.WritableStream
  readonly json: boolean
  readonly say?: Say
}

/** The end of a dry run: requests in, what they would cost on stdout. */
export function forecastTo(paper: Paper) {
  return async (context: RunContext): Promise<Writable> => {
    const { forecaster, close } = await openForecaster(context)
    return lastStage<Request>({
      row: async (request) => void forecaster.add(request),
      end: async () => {
        await close()
        print(paper, await forecaster.forecast(), renderForecast)
      },
    })
  }
}

/**
 * The end of a dry run that goes through all stages: where each seed stands, and what the whole takes. The stages of one
 * surveyor: `pilot` sees the seeds as they are read and remembers which are within --max-items, `seeds` counts all that
 * come so far and lets those go on; their requests end in `requests`.
 */
export function outlookTo(paper: Paper): { pilot: StageFactory; seeds: StageFactory; requests: StageFactory } {
  const pilot = new WeakSet<Seed>()
  let surveyor: Surveyor
  let validator: Validator
  return {
    pilot: ({ options: { maxItems = Infinity } }) => {
      let read = 0
      return rowTransform<Seed, Seed>(unreported(), {
        each: (seed) => {
          if (++read <= maxItems) pilot.add(seed)
          return [seed]
        },
      })
    },
    seeds: async (context) => {
      const { forecaster, close } = await openForecaster(context)
      await close()
      validator = await openValidator(context.options, () => {})
      const repairer = await openRepairer(context.options)
      surveyor = new Surveyor(context.options, forecaster, (candidate) => validator.known(candidate), repairer)
      return rowTransform<Seed, Seed>(unreported(), {
        each: (seed) => {
          surveyor.seed(seed)
          return pilot.has(seed) ? [seed] : []
        },
      })
    },
    requests: () => {
      let versions: Request[] = []
      const look = async (): Promise<void> => {
        if (versions.length > 0) await surveyor.requests(versions)
        versions = []
      }
      return lastStage<Request>({
        row: async (request) => {
          if (request.prompt_id !== versions[0]?.prompt_id) await look()
          versions.push(request)
        },
        end: async () => {
          await look()
          print(paper, await surveyor.outlook(), renderOutlook)
        },
        close: () => validator.close(),
      })
    },
  }
}

/** Whom to ask, for as long as it takes to know what that would cost. */
async function openForecaster(context: RunContext): Promise<{ forecaster: Forecaster; close: () => Promise<void> }> {
  const providers = await providersFor(context)
  const close = async (): Promise<void> => void (await Promise.all(providers.map((provider) => provider.close())))
  return { forecaster: await Forecaster.open(context, providers), close }
}

interface LastStage<Row> {
  row: (row: Row) => Promise<void>
  end: () => Promise<void>
  close?: () => Promise<void>
}

function lastStage<Row>({ row, end, close = async () => {} }: LastStage<Row>): Writable {
  return new Writable({
    objectMode: true,
    write: (each: Row, _encoding, done) => void row(each).then(() => done(), done),
    final: (done) => void end().then(() => done(), done),
    destroy: (error, done) => void close().then(() => done(error), done),
  })
}

function print<T>({ stdout, json, say }: Paper, facts: T, render: (facts: T, say?: Say) => string): void {
  stdout.write(json ? JSON.stringify(facts) + '\n' : render(facts, say))
}
