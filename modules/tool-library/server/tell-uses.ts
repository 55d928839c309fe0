/** Who is told about a tool where it is used: those who answer for that place, and, below a level, for every community that has not decided for itself. */
import { identity } from '@liren/identity/contract'
import { notices } from '@liren/notices/contract'
import type { LibraryWork } from './edition.ts'
import { isLevel } from './levels.ts'
import { useStore } from './store-uses.ts'

type Place = { readonly toolId: string; readonly areaCode: string }

const answering = async (work: LibraryWork, { toolId, areaCode }: Place): Promise<readonly string[]> => {
  const uses = useStore(work.db)
  const isAbove = isLevel(areaCode)
  const below = isAbove ? { below: { butNot: await uses.nearerThan(toolId, areaCode) } } : {}
  const [admins, stewards, by] = await Promise.all([
    work.use(identity).holders({ role: 'communityAdmin', area: areaCode, ...below }),
    isAbove ? work.use(identity).holders({ role: 'dataSteward', area: areaCode }) : [],
    uses.takenUpBy(toolId, areaCode),
  ])
  return [...new Set([...admins, ...stewards, ...(by ? [by] : [])])]
}

/** One notice for a place, once for each `once`. */
export const tellUsers = async (
  work: LibraryWork,
  place: Place,
  of: {
    readonly template: string
    readonly facts: Readonly<Record<string, string>>
    readonly link: string
    readonly once: string
  },
) => {
  const accountIds = await answering(work, place)
  if (accountIds.length === 0) return
  await work.use(notices).send({
    to: { accountIds },
    topic: 'tool-library.library',
    template: `tool-library.${of.template}`,
    facts: of.facts,
    link: of.link,
    onceKey: `${of.once}:${place.areaCode}`,
  })
}
