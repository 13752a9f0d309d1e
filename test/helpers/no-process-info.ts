/**
 * Loaded before tap's own preload (.taprc): that would write down each file that each process loads, for coverage, which
 * nobody asks for. In the tests and in all the commands that they start it took a quarter of the suite's CPU time.
 */
import module from 'node:module'

const PROCESS_INFO = Symbol.for('@tapjs/processinfo.ProcessInfoNodeData')

// As if the process had been registered already; then neither it nor its children are.
Object.assign(globalThis, { [PROCESS_INFO]: { files: [], sources: {} } })
// The loader thread of the preload would still see every import.
const { register } = module
module.register = (specifier, ...rest) => {
  if (!String(specifier).includes('@tapjs/processinfo')) register(specifier, ...(rest as []))
}
delete process.env.NODE_OPTIONS
