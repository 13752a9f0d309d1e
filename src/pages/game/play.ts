/// <reference lib="dom" />
/**
 * Starts engine and program in a frame that is still being read, as a page of a game would. Runs in the frame, by the rule
 * in src/runtime/guest/kit.ts. `stores`: what stands for the storage that a sandboxed frame has none of; it is forgotten
 * with the frame.
 */
export function playProgram(stores: Record<string, unknown>): void {
  const { parent } = window
  const tell = parent.postMessage.bind(parent)
  const held = document.querySelector('script')!
  const { engine, program } = JSON.parse(held.textContent!) as { engine: string; program: string }
  held.remove()
  document.currentScript!.remove()

  const descriptors = Object.getOwnPropertyDescriptors(stores)
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, descriptors[name])

  // The page learns what goes wrong, and that its own keys are wanted again.
  window.addEventListener('error', ({ message }) => tell('failed ' + message, '*'))
  window.addEventListener('unhandledrejection', ({ reason }) => tell('failed ' + String(reason), '*'))
  window.addEventListener('keydown', ({ key, isTrusted }) => isTrusted && key === 'Escape' && tell('left', '*'), true)

  for (const text of [engine, program]) {
    const script = document.createElement('script')
    script.text = text
    document.body.append(script)
    script.remove()
  }
}
