/** What somebody sees of the units they act for, and of no others. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { organisation } from '../contract.ts'
import { type OwnUnit, sideOf } from '../own-units.ts'
import { dayOf } from '../roster.ts'
import { pictureOf } from './picture.ts'
import { store } from './store.ts'

export const ownUnits = answer(organisation, 'ownUnits', async (work) => {
  const queries = store(work.db)
  const { units, responsibilities } = await pictureOf(work)
  const mine = [...new Set(work.actor.grants.flatMap(({ unitId }) => unitId ?? []))]
    .flatMap((id) => units.get(id) ?? [])
    .filter(({ closedAt }) => closedAt === null)
  const names = await work.use(territory).areaNames([...new Set(mine.map(({ areaCode }) => areaCode))])
  const today = dayOf(work.now.getTime())
  const shown = async ({
    id,
    kind,
    name,
    areaCode,
    phone,
    address,
    hours,
  }: (typeof mine)[number]): Promise<OwnUnit> => {
    const [positions, members] = await Promise.all([queries.positions(id), queries.membersOfUnit(id, today)])
    const posts = new Map(positions.map((position) => [position.id, position]))
    const side = sideOf(kind)
    return {
      ...{ id, kind, name, areaName: names.get(areaCode) ?? areaCode, phone, address, hours },
      people: members.flatMap((member) => {
        const position = posts.get(member.positionId)
        const { id, name, termFrom, termTo } = member
        return position ? [{ id, name, post: position.post, title: position.title, termFrom, termTo }] : []
      }),
      answersFor: responsibilities.flatMap((one) => {
        const what = side && one[side]
        return what ? [{ title: one.title, what, isLead: one.lead === side }] : []
      }),
    }
  }
  return { items: await Promise.all(mine.map(shown)) }
})
