/**
 * One writer per journal, by a lock that the operating system releases with the process, however that ends: a listening
 * local socket whose name is made from the folder's device and inode. Nothing to clean up after kill -9, no pid to
 * compare, no race between two that find a stale lock. On Linux the name is abstract (no file), on Windows a pipe.
 *
 * Its reach is one machine and, on Linux, one network namespace: two containers that share the folder do not see each
 * other. They cannot harm the journal either, since each writes segments of its own; they could buy a reply twice.
 */
import { stat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SftError, messageOf, systemCode } from '../errors.ts'

/** Releases the lock. */
export type Unlock = () => Promise<void>

/** How long to wait for the holder to say who it is. */
const INTRODUCTION_MS = 1000

/** Locks the folder for this process. Throws ERR_JOURNAL_IN_USE (exit 75) or ERR_IO. */
export async function lockJournal(dir: string): Promise<Unlock> {
  const name = await lockName(dir)
  let server = await listen(name)
  if (server) return () => release(server!)
  const holder = await whoHolds(name)
  if (holder === undefined && name.endsWith('.sock')) {
    await unlink(name).catch(() => {})
    server = await listen(name)
    if (server) return () => release(server!)
  }
  throw new SftError('ERR_JOURNAL_IN_USE', `the journal ${dir} is in use by ${holder ?? 'another process'}`, {
    hint: 'wait for that run to end, or give this one a folder of its own with --cache DIR',
  })
}

async function lockName(dir: string): Promise<string> {
  const { dev, ino } = await stat(dir, { bigint: true })
  const name = `sft-stream-journal-${dev}-${ino}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/** The listening server, or undefined when the name is taken. `exclusive`: cluster workers must not share it. */
function listen(name: string): Promise<Server | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(`process ${process.pid}`)
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (systemCode(error) === 'EADDRINUSE') resolve(undefined)
      else reject(new SftError('ERR_IO', `cannot lock the journal: ${messageOf(error)}`, { cause: error }))
    })
    server.listen({ path: name, exclusive: true }, () => resolve(server.unref()))
  })
}

function release(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

/** What the holder says of itself; 'another process' when it is too busy to answer, undefined when nobody listens. */
function whoHolds(name: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect({ path: name })
    const finish = (holder: string | undefined): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(holder)
    }
    const timer = setTimeout(() => finish('another process'), INTRODUCTION_MS)
    socket.setEncoding('latin1')
    socket.on('data', (part) => (said = (said + String(part)).slice(0, 100)))
    socket.on('end', () => finish(/^process \d+$/.test(said) ? said : 'another process'))
    socket.on('error', () => finish(undefined))
  })
}
