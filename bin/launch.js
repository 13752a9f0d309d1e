#!/usr/bin/env node
// The command as npm links it. Plain JavaScript and committed, so that a checkout without its build can say so.
import { existsSync } from 'node:fs'

const built = new URL('../dist/bin/sft-stream.js', import.meta.url)
if (existsSync(built)) {
  await import(built.href)
} else {
  process.stderr.write('sft-stream: not built yet. Run this in its folder: npm run build\n')
  process.exitCode = 69
}
