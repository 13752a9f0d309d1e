import type { GuestGlobal } from './kit.ts'

export interface WebglKit {
  context(canvas: { width: number; height: number }): object
}

/**
 * A WebGL context that accepts everything and draws nothing: for programs that need what only WebGL can do. Every
 * shader compiles, every program links, nothing has uniforms. Names and values come in as text, see webgl-names.ts.
 */
export function installWebgl(global: GuestGlobal, constants: string, commands: string, makers: string): WebglKit {
  const values: Record<string, number> = {}
  for (const pair of constants.split(' ')) {
    const [name, hex] = pair.split('=')
    values[name] = Number.parseInt(hex, 16)
  }
  /** What common desktop hardware answers. */
  const parameters = new Map<number, unknown>([
    [values.MAX_TEXTURE_IMAGE_UNITS, 16],
    [values.MAX_COMBINED_TEXTURE_IMAGE_UNITS, 32],
    [values.MAX_VERTEX_TEXTURE_IMAGE_UNITS, 16],
    [values.MAX_TEXTURE_SIZE, 8192],
    [values.MAX_RENDERBUFFER_SIZE, 8192],
    [values.MAX_VERTEX_ATTRIBS, 16],
    [values.MAX_VIEWPORT_DIMS, new Int32Array([8192, 8192])],
    [values.VERSION, 'WebGL 1.0'],
    [values.SHADING_LANGUAGE_VERSION, 'WebGL GLSL ES 1.0'],
    [values.VENDOR, 'WebKit'],
    [values.RENDERER, 'WebKit WebGL'],
  ])

  class WebGLRenderingContext {
    readonly canvas: { width: number; height: number }

    constructor(canvas: { width: number; height: number }) {
      this.canvas = canvas
    }

    get drawingBufferWidth(): number {
      return this.canvas.width
    }

    get drawingBufferHeight(): number {
      return this.canvas.height
    }

    getParameter(name: number): unknown {
      return parameters.has(name) ? parameters.get(name) : null
    }

    getExtension(name: unknown): object | null {
      return name === 'WEBGL_lose_context' ? { loseContext() {}, restoreContext() {} } : null
    }

    getSupportedExtensions(): string[] {
      return []
    }

    getContextAttributes(): object {
      return { alpha: true, antialias: true, depth: true, stencil: true, premultipliedAlpha: true }
    }

    getShaderParameter(): boolean {
      return true
    }

    getProgramParameter(_program: unknown, name: number): unknown {
      return name === values.ACTIVE_UNIFORMS || name === values.ACTIVE_ATTRIBUTES ? 0 : true
    }

    getShaderInfoLog(): string {
      return ''
    }

    getProgramInfoLog(): string {
      return ''
    }

    getShaderPrecisionFormat(): object {
      return { precision: 23, rangeMin: 127, rangeMax: 127 }
    }

    getAttribLocation(): number {
      return 0
    }

    getUniformLocation(): object {
      return {}
    }

    getFramebufferAttachmentParameter(): null {
      return null
    }

    getError(): number {
      return 0
    }

    checkFramebufferStatus(): number {
      return values.FRAMEBUFFER_COMPLETE
    }

    isContextLost(): boolean {
      return false
    }

    isEnabled(): boolean {
      return false
    }
  }

  const prototype = WebGLRenderingContext.prototype as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(values)) {
    prototype[name] = value
    Object.defineProperty(WebGLRenderingContext, name, { value, enumerable: true })
  }
  const define = (name: string, value: () => unknown) =>
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true })
  for (const name of commands.split(' ')) define(name, () => undefined)
  for (const name of makers.split(' ')) define(name, () => ({}))
  for (const name of ['isBuffer', 'isFramebuffer', 'isProgram', 'isRenderbuffer', 'isShader', 'isTexture'])
    define(name, () => true)
  global.WebGLRenderingContext = WebGLRenderingContext
  return { context: (canvas) => new WebGLRenderingContext(canvas) }
}
