/**
 * The file system of the journal on this machine. Writes block the event loop: they only fill the system's cache, which is
 * quicker than the turns of the loop that waiting for a thread takes, and a busy run has few turns to spare. What takes
 * time, the sync, is waited for.
 */
import { writeSync } from 'node:fs'
import * as nodeFs from 'node:fs/promises'
import type { JournalFile, JournalFs } from './journal-writer.ts'

export const journalFs: JournalFs = {
  mkdir: nodeFs.mkdir,
  readdir: nodeFs.readdir,
  unlink: nodeFs.unlink,
  open: async (path, flags) => {
    const file = await nodeFs.open(path, flags)
    return flags === 'r' ? file : writing(file)
  },
}

function writing(file: nodeFs.FileHandle): JournalFile {
  return {
    read: (buffer, offset, length, position) => file.read(buffer, offset, length, position),
    write: async (buffer, offset, length, position) => ({
      bytesWritten: writeSync(file.fd, buffer, offset, length, position),
    }),
    datasync: () => file.datasync(),
    truncate: (length) => file.truncate(length),
    close: () => file.close(),
  }
}
