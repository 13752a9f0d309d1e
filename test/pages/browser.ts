/** A real Chromium for tests of pages. Unlike the runtime's it may use the network: what is tested is that pages do not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium as playwright, type Browser } from 'playwright-core'
import { chromium } from '../runtime/browser/helpers.ts'

export { skip } from '../runtime/browser/helpers.ts'

interface Teardown {
  teardown(fn: () => unknown): void
}

export async function openBrowser(t: Teardown): Promise<Browser> {
  const chromiumSandbox = process.getuid?.() !== 0
  // There is no graphics card to put pages together with: to imitate one takes longer than all tests of pages.
  const args = ['--disable-gpu-compositing']
  const browser = await playwright.launch({ executablePath: chromium!, chromiumSandbox, args })
  t.teardown(() => browser.close())
  return browser
}

/** Address of a file that holds the text of a page. */
export function pageFile(t: Teardown, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sft-stream-page-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'page.html')
  writeFileSync(file, text)
  return pathToFileURL(file).href
}
