/** 需求目录 What people live by, in three levels, and where each is answered here: livelihood, a good place and fair dealing, a say. */
import { type Static, Type } from '@liren/contract'
import { Words } from './views.ts'

/** 1 衣食住行学医养 · 2 环境、秩序、公道、权益 · 3 知情、表达、参与、监督. */
export const needLevels = [1, 2, 3] as const

const ModuleName = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 })
const closed = { additionalProperties: false } as const

/** One way to an answer: a page of the resident's board and the module it belongs to. */
export const Way = Type.Object(
  { module: ModuleName, to: Type.String({ pattern: '^/[A-Za-z0-9/?=&._-]*$', maxLength: 200 }), name: Words },
  closed,
)
/** What nobody here answers yet, with the module that will. */
export const Lacking = Type.Object({ module: ModuleName, name: Words }, closed)

export const Need = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][A-Za-z]*$', maxLength: 30 }),
    level: Type.Integer({ minimum: 1, maximum: 3 }),
    name: Words,
    hint: Words,
    ways: Type.Array(Way, { maxItems: 20 }),
    lacking: Type.Array(Lacking, { maxItems: 20 }),
  },
  closed,
)
export type Need = Static<typeof Need>

/** What is known of the library's tools: every one there is, and those a community uses that run here. */
export type KnownTools = { readonly all: ReadonlySet<string>; readonly running: ReadonlySet<string> }

const toolOf = (to: string) => /^\/tool-library\/tools\/([a-z0-9-]+)$/.exec(to)?.[1]

/** A need as it stands in one community: ways that are open there, and of what lacks only what really does. */
export const standing = (
  need: Need,
  installed: ReadonlySet<string>,
  off: ReadonlySet<string>,
  tools: KnownTools,
): Need => ({
  ...need,
  ways: need.ways.flatMap((way) => {
    const tool = toolOf(way.to)
    if (!installed.has(way.module) || off.has(way.module) || (tool && !tools.all.has(tool))) return []
    // What runs here is begun at once, not read about first.
    return [tool && tools.running.has(tool) ? { ...way, to: `/tool-library/run/${tool}` } : way]
  }),
  lacking: need.lacking.filter(({ module }) => !installed.has(module)),
})
