/**
 * Preloaded by the child where nothing around it ends it with its parent: a thread watches, for the main thread may be
 * kept busy by a program.
 */
import { Worker } from 'node:worker_threads'

const watch = `const parent = process.ppid
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 1000)`

// Without arguments of its own the thread would preload this file too.
new Worker(watch, { eval: true, env: {}, execArgv: [] }).unref()
