/** The built command with each of its folders full or read-only: a small file system of its own, in a mount namespace. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { selectedRow, verdictRow } from '../helpers/programs.ts'

const command = new URL('../../bin/sft-stream.js', import.meta.url).pathname
const folder = t.testdir({ disk: {} })
const path = (name: string) => join(folder, name)
const disk = path('disk')

/** Mounts the disk, spoils it as the first word says, and runs the rest. */
const SCRIPT = `
mount -t tmpfs -o size=16k none "$0" || exit 99
case $1 in
  full) cat /dev/zero > "$0/filler" 2> /dev/null ;;
  read-only) mount -o remount,ro "$0" ;;
esac
shift
exec "$@"`

function onDisk(kind: string, ...words: string[]) {
  const args = ['--map-root-user', '--mount', 'sh', '-c', SCRIPT, disk, kind, ...words]
  return spawnSync('unshare', args, { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder } })
}

const skip = onDisk('fresh', 'true').status !== 0 && 'needs unshare, and namespaces for this user'

const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row) + '\n').join('')
writeFileSync(path('verdicts.jsonl'), lines([verdictRow('a'), verdictRow('b')]))
writeFileSync(path('selected.jsonl'), lines([selectedRow('a'), selectedRow('b')]))

interface Case {
  args: string[]
  exit: number
  stderr: RegExp
  /** Lines on stdout. */
  rows?: number
}

const on = (place: string) => join(disk, place)
const AGAIN = /\n {2}(free some space|this may not be written)/

const CASES: Record<string, Case> = {
  'the dataset': { args: ['split', path('selected.jsonl'), '--allow-partial', '--out', on('out')], exit: 74, stderr: /cannot (write|create) .*disk/ },
  'the spool': { args: ['select', path('verdicts.jsonl'), '--tmp', disk], exit: 74, stderr: /spool file.*\n {2}free some space or name another folder with --tmp/ },
  'the dead-letter': { args: ['parse', path('verdicts.jsonl'), '--rejects', on('r.jsonl')], exit: 74, stderr: AGAIN },
  'the report': { args: ['parse', path('verdicts.jsonl'), '--report', on('r.json')], exit: 74, stderr: AGAIN },
  'the page of a review': { args: ['review', path('verdicts.jsonl'), '--out', on('page.html')], exit: 74, stderr: AGAIN },
  'the verdicts': { args: ['validate', path('verdicts.jsonl'), '--levels', 'L1', '-j', '1', '--cache', on('cache')], exit: 0, stderr: /cache/, rows: 2 },
}

for (const kind of ['full', 'read-only']) {
  for (const [name, { args, exit, stderr, rows = 0 }] of Object.entries(CASES)) {
    t.test(`a ${kind} disk for ${name}: exit ${exit}, and what to do`, { skip }, async (t) => {
      const found = onDisk(kind, process.execPath, command, ...args)
      t.equal(found.status, exit, found.stderr)
      t.match(found.stderr, stderr)
      t.notMatch(found.stderr, /\n\s+at /, 'no stack')
      t.equal(found.stdout.split('\n').length - 1, rows)
    })
  }
}

t.test('a dataset that finds no space leaves the old one as it was', { skip }, async (t) => {
  mkdirSync(path('old'))
  const build = [path('selected.jsonl'), '--allow-partial', '-q', '--out']
  const two = `"$1" "$2" split ${build.map((word) => `'${word}'`).join(' ')} "$3/out" && ls -a "$3" > '${path('before')}'; cat /dev/zero > "$3/filler" 2> /dev/null
    "$1" "$2" split ${build.map((word) => `'${word}'`).join(' ')} "$3/out"; code=$?; rm "$3/filler"; cp -r "$3/out/." '${path('old')}'; ls -a "$3"; exit $code`
  const args = ['--map-root-user', '--mount', 'sh', '-c', `mount -t tmpfs -o size=4m none "$3" || exit 99; ${two}`, 'sh', process.execPath, command, disk]
  const { status, stdout, stderr } = spawnSync('unshare', args, { encoding: 'utf8' })
  t.equal(status, 74, stderr)
  t.strictSame(stdout.trim().split('\n'), ['.', '..', 'out'], 'nothing half done is left')
  t.ok(readdirSync(path('old')).includes('manifest.json'))
})
