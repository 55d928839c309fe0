/** What the tool library tells of its tools, and what this module makes of it: clients, and where they may be used. */
import { type Static, Type } from '@liren/contract'
import { isClaim } from '../claims.ts'
import type { SignOnWork } from './sign-on-work.ts'
import { clientStore } from './store.ts'

const Words = Type.Object({ 'zh-CN': Type.String(), en: Type.String() })
export const Installed = Type.Object({
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
export const Used = Type.Object({
  toolId: Type.String(),
  areaCode: Type.String(),
  isOn: Type.Boolean(),
  untilOn: Type.Union([Type.String(), Type.Null()]),
})
export const Withdrawn = Type.Object({ toolId: Type.String(), isGone: Type.Boolean() })

export const noted = async (work: SignOnWork, { link, ...fact }: Static<typeof Installed>, at: Date) => {
  const clients = clientStore(work.db)
  // On trial it is tried without signing anybody on: addresses count once the keeper has looked at them.
  if (!fact.isPublished) return
  // A tool that says nowhere to come back to is only a link; one that said so before is no client any more.
  if (!link || link.redirectUrls.length === 0) return clients.takeAway(fact.toolId, at)
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
    at,
  )
}

export const usedHere = (work: SignOnWork, fact: Static<typeof Used>) =>
  clientStore(work.db).keepUse({ toolId: fact.toolId, area: fact.areaCode, isOn: fact.isOn, untilOn: fact.untilOn })

export const gone = async (work: SignOnWork, fact: Static<typeof Withdrawn>, at: Date) => {
  if (fact.isGone) await clientStore(work.db).takeAway(fact.toolId, at)
}
