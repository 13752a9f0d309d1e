/** The shape of the API index: what the engine's type declarations say exists. */

export type SymbolKind =
  | 'namespace'
  | 'class'
  | 'interface'
  | 'typedef'
  | 'enum'
  | 'enum-member'
  | 'method'
  | 'property'
  | 'constant'
  | 'function'
  | 'event'
  | 'config-field'

/** Where an index comes from. Plain data: it crosses into the process or thread that builds. */
export interface ApiSource {
  /** Package name and version of the engine: 'name@1.2.3'. */
  readonly engine: string
  /** Absolute paths of the declaration files. */
  readonly declarations: readonly string[]
  /**
   * Absolute paths of documented engine sources (JSDoc `@name`, `@event`). Declarations say `const DOWN: string`; only
   * the source knows the value.
   */
  readonly sources?: readonly string[]
  /** Global name under which the engine is known to programs; below, `Engine` stands for it. */
  readonly root: string
  /** A cache folder that came with the package: what it holds already need not be built. It is only read. */
  readonly shipped?: string
}

export interface ApiParam {
  name: string
  type: string
  optional: boolean
}

/**
 * One symbol. Ids: `Engine.GameObjects.Graphics` (class), `Engine.Display.Color.GetColor` (static or namespace member),
 * `Engine.GameObjects.Graphics#fillRect` (instance member), `Engine.Types.TweenConfig.duration` (config field).
 */
export interface ApiSymbol {
  id: string
  kind: SymbolKind
  /** Id of the symbol that holds it: '' for the global itself. */
  owner: string
  name: string
  static: boolean
  /** One line of TypeScript: `setX(value?: number): this`, `readonly width: number`, `new Engine.Scene(key)`. */
  signature: string
  /** Parameters of a function, or of the constructor of a class. Overloads: those of the first one. */
  params: ApiParam[]
  /**
   * Return type of a function, type of a property or field. Of a typedef: what fields and bases leave unsaid (a
   * function type, a union, an index signature). '' otherwise.
   */
  type: string
  /** First paragraph of the doc comment as plain text. */
  doc: string
  /** Ids of the bases of a class or interface, nearest first. */
  bases: string[]
  /** The literal of a constant, enum member or event string: 'pointerdown', 1, … */
  value?: string | number
}

/** A member as seen from a type: where it is declared, and whether that is the type itself. */
export interface ResolvedMember {
  symbol: ApiSymbol
  /** The type that was asked for. */
  from: string
  inherited: boolean
}

/** Read access to the symbols. Lookups never throw; an unknown name gives undefined or an empty list. */
export interface ApiIndex {
  /** Engine version and content hash of the declarations: part of every cache key. */
  readonly version: string
  /** Global name under which programs know the engine. */
  readonly root: string
  readonly size: number
  /** The symbol declared under exactly this id. */
  get(id: string): ApiSymbol | undefined
  /** Resolves an id with inheritance: `Engine.Camera#setBounds` gives BaseCamera's member. Accepts `#` and `.`. */
  resolve(id: string): ResolvedMember | undefined
  /** An instance member of a class or interface, inherited ones included. */
  member(typeId: string, name: string): ResolvedMember | undefined
  /** A static member of a class, or a member of a namespace or enum. */
  staticMember(ownerId: string, name: string): ResolvedMember | undefined
  /** Names of all instance members, inherited ones included, sorted. */
  memberNames(typeId: string): string[]
  /** Names of all static or namespace members, sorted. */
  staticNames(ownerId: string): string[]
  /** All ids of symbols with this last name, sorted. */
  named(name: string): readonly string[]
  /** Ids of the types that have this type among their bases (transitively), sorted. */
  subtypes(typeId: string): readonly string[]
  /** Event constants whose value is this string, sorted: 'pointerdown' gives Engine.Input.Events.POINTER_DOWN, … */
  eventsByValue(value: string): readonly string[]
  /** Nearest existing names (edit distance, camel-case parts), best first, for "did you mean". */
  suggest(ownerId: string, name: string, limit?: number): string[]
  symbols(): Iterable<ApiSymbol>
}
