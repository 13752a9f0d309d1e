/** Findings of the preflight. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const doctor: Catalogue = [
  ['install Node {1} or newer', '请安装 Node {1} 或更新版本'],
  ['{1} can be written', '{1} 可写'],
  ['make it writable, or name another with --cache', '请让它可写，或用 --cache 另指定一个'],
  ['{1} GB free in {2}', '{2} 有 {1} GB 可用'],
  ['free some space, or name another folder with --tmp', '请腾出空间，或用 --tmp 另指定文件夹'],
  ['run npm ci again, and see to the cache folder', '请重新运行 npm ci，并检查缓存文件夹'],
  ['{1} symbols', '{1} 个符号'],
  ['run npm ci again; `npm test` tells more', '请重新运行 npm ci；`npm test` 可给出更多信息'],
  ['run npm ci again', '请重新运行 npm ci'],
  ['playwright-core, {1}', 'playwright-core，{1}'],
  ['only for runs in a real browser: {1}', '仅在真正的浏览器中运行时需要：{1*}'],
  ['only for runs in a real browser: install Chromium', '仅在真正的浏览器中运行时需要：请安装 Chromium'],
  ['{1} set', '已设置 {1}'],
  ['none set: only the mock and recorded replies', '均未设置：只能使用模拟教师和已录的回复'],
  ['export {1}=…, for a real teacher', '要使用真实的教师模型：export {1}=…'],
  ['does not hold: hostile code can {1}', '未能拦住：恶意代码可以 {1}'],
  ['please report it, with `uname -a`', '请报告此问题，并附上 `uname -a`'],
]
