/** Of browser, sandbox and workers. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const runtime: Catalogue = [
  ['--runtime browser needs the package playwright-core', '--runtime browser 需要 playwright-core 包'],
  ['the sandbox lacks: {1}', '沙箱缺少：{1}'],
  ['run as another user, or use --require-sandbox basic', '请以其他用户运行，或使用 --require-sandbox basic'],
  ['the browser does not do as it is told: {1}', '浏览器没有按指令工作：{1}'],
  ['there is no program {1}', '没有程序 {1}'],
  [
    `install Chromium or Chrome (Debian: apt-get install chromium; anywhere: npx playwright-core install chromium),
or say where it is with --chromium PATH`,
    `请安装 Chromium 或 Chrome（Debian：apt-get install chromium；其他系统：npx playwright-core install chromium），
或用 --chromium PATH 指明位置`,
  ],
  ['Chromium is not installed', '未安装 Chromium'],
  ['{1} is no browser that works: it does not tell its version', '{1} 不是可用的浏览器：它不报告版本'],
  ['{1} is no browser that works: {2}', '{1} 不是可用的浏览器：{2*}'],
  ['{1} does not start: {2}', '{1} 无法启动：{2}'],
  ['the process that runs programs cannot be started: no answer', '无法启动运行程序的进程：没有应答'],
  ['the process that runs programs cannot be started: {1}', '无法启动运行程序的进程：{1}'],
  [
    'run sft-stream doctor, or skip the runtime level with --skip-runtime',
    '请运行 sft-stream doctor，或用 --skip-runtime 跳过运行级别',
  ],
  ['the supervisor is closed', '监管进程已关闭'],
  [
    'install bubblewrap or util-linux and allow namespaces, or use --require-sandbox basic',
    '请安装 bubblewrap 或 util-linux 并允许命名空间，或使用 --require-sandbox basic',
  ],
  ['a program could not be run to its end: {1}', '有程序未能运行到底：{1}'],
  [
    'lower --jobs or raise --check-timeout; what was checked so far is in the cache',
    '请减小 --jobs 或增大 --check-timeout；已检查的都在缓存中',
  ],
  ['the checker does not start: {1}', '检查器无法启动：{1}'],
  ['the checker was closed', '检查器已关闭'],
  [
    'programs run without some layers of the sandbox: {1}; sft-stream doctor tells what they need',
    '程序在缺少部分沙箱层的情况下运行：{1}；sft-stream doctor 会说明需要什么',
  ],
  [
    'a check of ours crashed: such programs count as failed; see the issue check-crashed in their verdicts',
    '本工具的某项检查崩溃了：相关程序按未通过计；见其判定中的 check-crashed',
  ],
]
