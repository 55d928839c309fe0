/** Hears from the tool library which linked tools there are and where they are used; without a library, nobody signs on. */
import { Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { isClaim } from '../claims.ts'
import { signOn } from '../contract.ts'
import { clientStore } from './store.ts'

const Words = Type.Object({ 'zh-CN': Type.String(), en: Type.String() })
const Installed = Type.Object({
  toolId: Type.String(),
  kind: Type.String(),
  name: Words,
  summary: Words,
  icon: Type.String(),
  unit: Words,
  isPublished: Type.Boolean(),
  link: Type.Union([
    Type.Object({ url: Type.String(), claims: Type.Array(Type.String()), redirectUrls: Type.Array(Type.String()) }),
    Type.Null(),
  ]),
})
const Used = Type.Object({
  toolId: Type.String(),
  areaCode: Type.String(),
  isOn: Type.Boolean(),
  untilOn: Type.Union([Type.String(), Type.Null()]),
})
const Withdrawn = Type.Object({ toolId: Type.String(), isGone: Type.Boolean() })

export const noteClient = hear(
  signOn,
  'tool-library/installed',
  Installed,
  'note-client',
  async (work, { link, ...fact }, told) => {
    const clients = clientStore(work.db)
    // On trial it is tried without signing anybody on: addresses count once the keeper has looked at them.
    if (!fact.isPublished) return
    // A tool that says nowhere to come back to is only a link; one that said so before is no client any more.
    if (!link || link.redirectUrls.length === 0) return clients.takeAway(fact.toolId, told.at)
    await clients.keep(
      {
        toolId: fact.toolId,
        name: fact.name,
        summary: fact.summary,
        unit: fact.unit,
        icon: fact.icon,
        url: link.url,
        redirectUrls: [...link.redirectUrls],
        claims: link.claims.filter(isClaim),
      },
      told.at,
    )
  },
)

export const noteClientUse = hear(signOn, 'tool-library/used', Used, 'note-client-use', async (work, fact) => {
  await clientStore(work.db).keepUse({
    toolId: fact.toolId,
    area: fact.areaCode,
    isOn: fact.isOn,
    untilOn: fact.untilOn,
  })
})

export const dropClient = hear(signOn, 'tool-library/withdrawn', Withdrawn, 'drop-client', async (work, fact, told) => {
  if (fact.isGone) await clientStore(work.db).takeAway(fact.toolId, told.at)
})
