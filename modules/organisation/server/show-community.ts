/** What a neighbour may know about those who serve the community: offices and phones; of people only name and post. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { chainOf } from '../area-chain.ts'
import { organisation, type UnitKind } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { found } from './find.ts'
import { pictureOf } from './picture.ts'
import { store } from './store.ts'

const shown: readonly UnitKind[] = [
  'residentsCommittee',
  'villageCommittee',
  'gridTeam',
  'propertyFirm',
  'ownersCommittee',
  'serviceCentre',
  'publicServicesOffice',
  'lawEnforcementOffice',
  'commandCentre',
]

export const showCommunity = answer(organisation, 'community', async (work, { params, query }) => {
  const area = found(await work.use(territory).area(params.area))
  const { index, units } = await pictureOf(work)
  const near = new Set(chainOf(area.code).slice(0, 2))
  const offices = shown.flatMap((kind) => {
    const unit = units.get(index.unitOfArea(area.code, kind)?.id ?? '')
    return unit && near.has(unit.areaCode) ? [unit] : []
  })
  const people = await store(work.db).faces(area.code, query.cell ?? null, dayOf(work.now.getTime()))
  return {
    areaCode: area.code,
    name: area.name,
    offices: offices.map(({ kind, name, phone, address, hours }) => ({ kind, name, phone, address, hours })),
    people,
  }
})
