import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { assert, asyncProperty, integer } from 'fast-check'
import { SftError } from '../../src/errors.ts'
import { contentAddress } from '../../src/store/content-address.ts'
import { Journal, type JournalReader } from '../../src/store/journal.ts'
import { MemoryFs } from './memory-fs.ts'

interface Saved {
  text: string
}

const noLock = async () => async () => {}
const keyOf = (n: number): string => contentAddress({ n })
const replyOf = (n: number): Saved => ({ text: `reply ${n}\n"quoted" 中文 ${'x'.repeat(n * 37)}` })
const SEGMENT = '00000001.journal'
/** The replies of a short run. */
const RUN = [0, 1, 2, 3, 4, 5, 6, 7]

async function everything(journal: JournalReader<Saved>): Promise<Map<string, Saved>> {
  const found = new Map<string, Saved>()
  for await (const { key, reply } of journal.entries()) found.set(key, reply)
  return found
}

/** A folder with one segment of `count` replies. */
async function written(dir: string, count: number): Promise<Buffer> {
  const journal = await Journal.open<Saved>(dir)
  for (let n = 0; n < count; n++) await journal.append(keyOf(n), replyOf(n))
  await journal.close()
  return await readFile(join(dir, SEGMENT))
}

t.test('what was appended is found at once, and again by the next run', async (t) => {
  const dir = join(t.testdir(), 'cache', 'journal')
  const first = await Journal.open<Saved>(dir)
  t.equal(await first.get(keyOf(1)), undefined)
  await first.append(keyOf(1), replyOf(1))
  await first.append(keyOf(2), { text: 'y'.repeat(700_000) })
  t.strictSame(await first.get(keyOf(1)), replyOf(1))
  t.equal((await first.get(keyOf(2)))?.text.length, 700_000)
  await first.close()

  const second = await Journal.open<Saved>(dir)
  t.equal(second.size, 2)
  t.strictSame(await second.get(keyOf(1)), replyOf(1))
  t.strictSame(second.problems, [])
  await second.close()
  t.strictSame(await readdir(dir), [SEGMENT], 'a run that buys nothing writes nothing')
})

t.test('of two replies under one key the first counts', async (t) => {
  const dir = t.testdir()
  const journal = await Journal.open<Saved>(dir)
  await journal.append(keyOf(1), { text: 'first' })
  await journal.append(keyOf(1), { text: 'second' })
  await journal.close()
  t.strictSame(await (await Journal.read<Saved>(dir)).get(keyOf(1)), { text: 'first' })
})

t.test('a segment is lines of length, checksum and JSON', async (t) => {
  const [header, record, end] = (await written(t.testdir(), 1)).toString().split('\n')
  t.equal(header, 'sft-stream journal 1')
  t.match(record, /^[0-9a-f]{8} [0-9a-f]{8} \{"key":"[0-9a-f]{64}","reply":\{/)
  t.strictSame(JSON.parse(record.slice(18)), { key: keyOf(0), reply: replyOf(0) })
  t.equal(end, '', 'reserved space is given back')
})

t.test('a tail torn at any byte costs only the record it tears', async (t) => {
  const dir = t.testdir()
  const bytes = await written(dir, 4)
  const ends = [...bytes.keys()].filter((at) => bytes[at] === 0x0a)
  for (let length = 0; length < bytes.length; length++) {
    const whole = ends.slice(1).filter((end) => end < length).length
    const fs = new MemoryFs()
    const live = bytes.subarray(0, length)
    fs.files.set(SEGMENT, { live, durable: live, named: true })
    const journal = await Journal.read<Saved>('/journal', { fs })
    if (journal.size !== whole) t.fail(`cut at ${length}: ${journal.size} records instead of ${whole}`)
  }
})

t.test('flipped bits: what is found is what was saved, and what is lost is reported', async (t) => {
  const bytes = await written(t.testdir(), 6)
  await assert(
    asyncProperty(integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
      const live = Buffer.from(bytes)
      live[bit >> 3] ^= 1 << (bit & 7)
      const fs = new MemoryFs()
      fs.files.set(SEGMENT, { live, durable: live, named: true })
      const journal = await Journal.read<Saved>('/journal', { fs })
      const found = await everything(journal)
      for (let n = 0; n < 6; n++) {
        const reply = found.get(keyOf(n))
        if (reply && JSON.stringify(reply) !== JSON.stringify(replyOf(n))) return false
        found.delete(keyOf(n))
      }
      // A flipped newline joins two records; a flip in the header's version hides the segment, and says so.
      const hidden = journal.problems[0]?.reason === 'unknown-version'
      return found.size === 0 && journal.problems.length > 0 && (hidden || journal.size >= 4)
    }),
    { numRuns: 400 },
  )
})

t.test('damage is passed over and reported with its place', async (t) => {
  const dir = t.testdir()
  const bytes = await written(dir, 3)
  const second = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1
  bytes[second + 30] ^= 4
  await writeFile(join(dir, SEGMENT), bytes)
  const journal = await Journal.open<Saved>(dir)
  t.equal(journal.size, 2)
  t.match(journal.problems, [{ segment: SEGMENT, offset: second, reason: 'damaged' }])
  await journal.append(keyOf(1), replyOf(1))
  t.strictSame(await journal.get(keyOf(1)), replyOf(1), 'bought again, it is there')
  await journal.close()
  t.strictSame((await readdir(dir)).toSorted(), [SEGMENT, '00000002.journal'], 'an old segment is never written again')
})

t.test('what was damaged after it was found is not returned', async (t) => {
  const dir = t.testdir()
  const bytes = await written(dir, 1)
  const journal = await Journal.read<Saved>(dir)
  bytes[60] ^= 1
  await writeFile(join(dir, SEGMENT), bytes)
  t.equal(await journal.get(keyOf(0)), undefined)
  t.equal(journal.problems.length, 1)
})

t.test('a segment of another version is left alone and reported; other files are none of ours', async (t) => {
  const dir = t.testdir({
    [SEGMENT]: 'sft-stream journal 2\nwhatever\n',
    'notes.txt': 'x',
    '00000007.journal.bak': 'x',
  })
  const journal = await Journal.open<Saved>(dir)
  t.match(journal.problems, [{ segment: SEGMENT, reason: 'unknown-version' }])
  await journal.append(keyOf(0), replyOf(0))
  await journal.close()
  t.equal((await readFile(join(dir, SEGMENT))).toString(), 'sft-stream journal 2\nwhatever\n')
})

t.test('a full segment is followed by another', async (t) => {
  const dir = t.testdir()
  const journal = await Journal.open<Saved>(dir, { segmentBytes: 500 })
  for (let n = 0; n < 9; n++) await journal.append(keyOf(n), replyOf(n))
  await journal.close()
  t.ok((await readdir(dir)).length > 3)
  t.equal((await everything(await Journal.read<Saved>(dir))).size, 9)
})

t.test('appends that wait share one fdatasync', async (t) => {
  const fs = new MemoryFs()
  const journal = await Journal.open<Saved>('/journal', { fs, lock: noLock })
  await journal.append(keyOf(0), replyOf(0))
  const before = fs.syncs
  await Promise.all(Array.from({ length: 100 }, (_, n) => journal.append(keyOf(n + 1), replyOf(n % 5))))
  t.ok(fs.syncs - before <= 2, `${fs.syncs - before} syncs for 100 appends`)
  await journal.close()
})

t.test('a second writer is refused with the name of the first; a reader is not', async (t) => {
  const dir = t.testdir()
  const first = await Journal.open<Saved>(dir)
  await first.append(keyOf(0), replyOf(0))
  await t.rejects(Journal.open(dir), {
    code: 'ERR_JOURNAL_IN_USE',
    exitCode: 75,
    message: new RegExp(`process ${process.pid}\\b`),
  })
  const reader = await Journal.read<Saved>(dir)
  t.equal(reader.size, 1)
  t.strictSame(reader.problems, [], 'space reserved by the writer is no damage')
  await first.close()
  await (await Journal.open(dir)).close()
})

t.test('a writer killed with SIGKILL leaves no lock, and every reply that it was told is safe', async (t) => {
  const dir = t.testdir()
  const module = new URL('../../src/store/journal.js', import.meta.url)
  const program = `
    import { Journal } from ${JSON.stringify(module.href)}
    const journal = await Journal.open(${JSON.stringify(dir)})
    await journal.reserve(100000)
    for (const n of [1, 2, 3]) await journal.append(String(n).repeat(64), { text: 'reply ' + n })
    console.log('saved')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await t.rejects(Journal.open(dir), { code: 'ERR_JOURNAL_IN_USE', message: new RegExp(`process ${child.pid}\\b`) })
  child.kill('SIGKILL')
  await once(child, 'exit')

  const journal = await Journal.open<Saved>(dir)
  t.strictSame(
    [...(await everything(journal)).values()].map(({ text }) => text),
    ['reply 1', 'reply 2', 'reply 3'],
  )
  t.strictSame(journal.problems, [])
  await journal.append(keyOf(4), replyOf(4))
  await journal.close()
})

t.test('bytes after the last record do not stop the next run', async (t) => {
  const dir = t.testdir()
  await written(dir, 2)
  await appendFile(join(dir, SEGMENT), Buffer.concat([Buffer.from('0000'), Buffer.alloc(5000)]))
  const journal = await Journal.open<Saved>(dir)
  t.equal(journal.size, 2)
  t.match(journal.problems, [{ reason: 'torn-tail', bytes: 4 }])
  await journal.close()
})

t.test('without disk space the reservation fails, and what fits in the space reserved is still saved', async (t) => {
  const fs = new MemoryFs()
  const journal = await Journal.open<Saved>('/journal', { fs, lock: noLock })
  await journal.reserve(1000)
  const { length } = fs.files.get(SEGMENT)!.live
  await journal.append(keyOf(1), replyOf(1))
  t.equal(fs.files.get(SEGMENT)!.live.length, length, 'the record took reserved space')
  fs.fault = () => 'ENOSPC'
  await t.rejects(journal.reserve(3_000_000), { code: 'ERR_IO', exitCode: 74 })
  fs.fault = () => undefined
  await journal.append(keyOf(2), replyOf(2))
  await journal.close()
  t.strictSame([...fs.files.keys()], [SEGMENT], 'the segment went on after the failed reservation')
  t.equal((await Journal.read('/journal', { fs })).size, 2)
})

t.test('a journal that cannot be read ends the run instead of being bought again', async (t) => {
  const fs = new MemoryFs()
  fs.readdir = async () => [SEGMENT]
  let unlocked = false
  const lock = async () => async () => void (unlocked = true)
  await t.rejects(Journal.open('/journal', { fs, lock }), { code: 'ERR_IO' })
  t.ok(unlocked, 'and the lock is released')
})

for (const fault of ['ENOSPC', 'EIO', 'short', 'torn'] as const) {
  for (const lasting of [false, true]) {
    t.test(
      `${fault} ${lasting ? 'from' : 'at'} call N, for every N: no acknowledged reply is lost, none is damaged`,
      async (t) => {
        let random = 1
        const dice = (): number => (random = (random * 48271) % 2147483647) / 2147483647
        const wrong: string[] = []
        let n = 1
        for (let faulted = true; faulted; n++) {
          const fs = new MemoryFs()
          fs.fault = (call) => (call === n || (lasting && call > n) ? fault : undefined)
          const acknowledged = await shortRun(fs)
          faulted = fs.calls >= n
          for (const left of [fs.afterKill(), fs.afterPowerCut(dice), fs.afterPowerCut(dice)]) {
            const found = await everything(await Journal.open<Saved>('/journal', { fs: left, lock: noLock }))
            const lost = acknowledged.filter((reply) => !found.has(keyOf(reply)))
            const damaged = [...found].filter(
              ([key, { text }]) => !RUN.some((n) => keyOf(n) === key && replyOf(n).text === text),
            )
            if (lost.length + damaged.length > 0)
              wrong.push(`call ${n}: ${lost.length} lost, ${damaged.length} damaged`)
          }
        }
        t.strictSame(wrong, [])
        t.ok(n > 15, `${n} runs`)
      },
    )
  }
}

/** Saves eight replies, some of them at once, over several segments; the numbers of those that were acknowledged. */
async function shortRun(fs: MemoryFs): Promise<number[]> {
  const acknowledged: number[] = []
  const journal = await Journal.open<Saved>('/journal', { fs, lock: noLock, segmentBytes: 600 })
  const save = async (n: number): Promise<void> => {
    await journal.append(keyOf(n), replyOf(n))
    acknowledged.push(n)
  }
  await journal.reserve(2000).catch(onlyIo)
  for (const group of [[0], [1, 2, 3], [4], [5, 6], [7]]) await Promise.all(group.map((n) => save(n).catch(onlyIo)))
  await journal.close()
  return acknowledged
}

function onlyIo(error: unknown): void {
  if (!(error instanceof SftError) || error.code !== 'ERR_IO') throw error
}

t.test('compacting keeps every reply, and removes what is damaged and what is there twice', async (t) => {
  const bytes = await written(t.testdir(), 6)
  const damaged = Buffer.from(bytes)
  damaged[damaged.indexOf('reply 3')]! ^= 1
  const dir = t.testdir({ [SEGMENT]: damaged, '00000002.journal': bytes.subarray(0, bytes.length >> 1) })
  const foreign = 'sft-stream journal 2\nwhatever\n'
  await writeFile(join(dir, '00000003.journal'), foreign)
  const before = await everything(await Journal.read<Saved>(dir))
  const journal = await Journal.open<Saved>(dir)
  await journal.compact()
  await journal.close()
  const after = await Journal.read<Saved>(dir)
  t.same(await everything(after), before)
  t.ok(before.size >= 5)
  t.match(after.problems.map(({ reason }) => reason), ['unknown-version'])
  t.same((await readdir(dir)).filter((name) => name.endsWith('.journal')), ['00000003.journal', '00000004.journal'])
  t.equal((await readFile(join(dir, '00000003.journal'))).toString(), foreign)
})

t.test('a fault at any call while compacting loses no reply', async (t) => {
  const filled = new MemoryFs()
  const first = await Journal.open<Saved>('dir', { fs: filled, lock: noLock })
  for (const n of RUN) await first.append(keyOf(n), replyOf(n))
  await first.close()
  for (let at = 1; at < 40; at++) {
    const fs = filled.afterPowerCut(() => 0)
    fs.fault = (call) => (call === at ? 'EIO' : undefined)
    const journal = await Journal.open<Saved>('dir', { fs, lock: noLock })
    await journal.compact().catch((error) => t.equal((error as SftError).code, 'ERR_IO'))
    await journal.close().catch(() => undefined)
    fs.fault = () => undefined
    const after = await everything(await Journal.read<Saved>('dir', { fs }))
    t.equal(after.size, RUN.length, `a fault at call ${at}`)
  }
})
