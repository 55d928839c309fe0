/** Hears from the library which tools there are and which communities use them; without a library, only code modules stand here. */
import { Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { launcher, Words } from '../contract.ts'
import { alsoCalled, sounds } from './initials.ts'
import { store } from './store.ts'

const Long = Type.Object({ 'zh-CN': Type.String(), en: Type.String() })
const Installed = Type.Object({
  toolId: Type.String(),
  kind: Type.String(),
  name: Words,
  summary: Long,
  icon: Type.String(),
  keywords: Type.Array(Type.String()),
  category: Type.String(),
  url: Type.Union([Type.String(), Type.Null()]),
  /** Told since linked tools can stand in a frame of ours; facts from before have none. */
  opens: Type.Optional(Type.String()),
  audience: Type.Array(Type.Object({ board: Type.String(), title: Words, rule: Type.String() })),
})
const Used = Type.Object({
  toolId: Type.String(),
  areaCode: Type.String(),
  isOn: Type.Boolean(),
  name: Words,
  icon: Type.String(),
  untilOn: Type.Union([Type.String(), Type.Null()]),
  /** Told since tools can be due from above; facts from before have none. */
  isDue: Type.Optional(Type.Boolean()),
})

const Reach = Type.Object({ toolId: Type.String(), isDown: Type.Boolean() })

const Left = Type.Object({ toolId: Type.String(), areaCode: Type.String() })

const kinds = ['declared', 'linked', 'port', 'native'] as const

export const noteTool = hear(launcher, 'tool-library/installed', Installed, 'note-tool', async (work, fact, told) => {
  const tables = store(work.db)
  const words = [fact.name['zh-CN'], fact.name.en, ...fact.keywords].join(' ')
  const synonyms = await tables.synonyms()
  const kind = kinds.find((one) => one === fact.kind)
  // A document of kind `native` describes a module that stands here anyway.
  if (!kind || kind === 'native') return
  await tables.keepTool(
    {
      id: fact.toolId,
      kind,
      name: fact.name,
      summary: fact.summary,
      icon: fact.icon,
      search: `${words} ${sounds(`${fact.name['zh-CN']} ${fact.keywords.join(' ')}`)} ${alsoCalled(words, synonyms)}`
        .toLowerCase()
        .slice(0, 2000),
      url: fact.url,
      category: fact.category,
      opens: fact.opens === 'inside' ? 'inside' : 'away',
      audience: fact.audience,
    },
    told.at,
  )
})

export const noteUse = hear(launcher, 'tool-library/used', Used, 'note-use', async (work, fact, told) => {
  await store(work.db).keepUse({
    area: fact.areaCode,
    toolId: fact.toolId,
    isOn: fact.isOn,
    name: fact.name,
    icon: fact.icon,
    untilOn: fact.untilOn,
    isDue: fact.isDue ?? false,
    at: told.at,
  })
})

/** Removed here: whatever stands above counts again. */
export const noteLeft = hear(launcher, 'tool-library/left', Left, 'note-left', async (work, fact) => {
  await store(work.db).dropUse(fact.toolId, fact.areaCode)
})

export const noteReach = hear(launcher, 'tool-library/reach-changed', Reach, 'note-reach', async (work, fact) => {
  await store(work.db).setDown(fact.toolId, fact.isDown)
})
