/** What is needed of a file system to make the names in a folder durable. */
interface FolderFs {
  open(path: string, flags: 'r'): Promise<{ datasync(): Promise<void>; close(): Promise<void> }>
}

/** Makes new names in a folder durable. Windows can neither open nor sync a folder, and needs not. */
export async function syncFolder(fs: FolderFs, dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await fs.open(dir, 'r')
  try {
    await folder.datasync()
  } finally {
    await folder.close()
  }
}
