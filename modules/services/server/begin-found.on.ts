/** 找到即代填 Somebody said yes to a policy: the application it leads to stands ready, filled with what they allow; they look at it and hand it in. */
import { Id, Nullable, type Static, Type } from '@liren/contract'
import { hear, job, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import { askForBeginning, type Beginning, beginOne } from './begin.ts'
import type { ServicesWork } from './standing.ts'
import { store } from './store.ts'
import { itemStore } from './store-items.ts'

const Agreed = Type.Object({ personId: Id, serviceItem: Nullable(Type.String()), areaCode: Type.String() })

type Found = Static<typeof Agreed>

/** What is to be begun; null where it is booked, asked of firms, or not online yet: that is not begun for anybody. */
const beginningOf = async (
  work: ServicesWork,
  { personId, serviceItem, areaCode }: Found,
): Promise<Beginning | null> => {
  const item = serviceItem === null ? null : await itemStore(work.db).item(serviceItem)
  if (item?.state !== 'published' || item.form === null || item.record.books || item.record.audience !== 'person')
    return null
  const area = (areaCode || ((await work.use(people).person(personId))?.areaCode ?? '')).slice(0, 12)
  if (area.length < 12 || (await store(work.db).openOf(personId, item.code))) return null
  return { id: uuidv7(), item, area, channel: 'mobile', enterpriseId: null, refused: [], bundle: null, personId }
}

/** Heard among many other facts in one transaction, where nobody may wait for a department: it is begun by a job. */
export const hearFound = hear(
  services,
  'benefits/agreed',
  Agreed,
  'begin-found',
  async (work, { personId, serviceItem, areaCode }) => {
    work.enqueue('begin-for-found', { personId, serviceItem, areaCode }, { key: `${personId} ${serviceItem}` })
  },
  ({ serviceItem }) => serviceItem !== null,
)

export const beginFound = job<typeof services, Found>(
  services,
  'begin-for-found',
  {
    retryLimit: 3,
    ahead: async (work, found) => {
      const beginning = await beginningOf(work, found)
      if (beginning) await askForBeginning(work, beginning)
    },
  },
  async (work, found) => {
    await store(work.db).holdPerson(found.personId)
    const beginning = await beginningOf(work, found)
    if (!beginning) return
    await beginOne(work, beginning)
    const facts = { item: beginning.item.code, found: true }
    work.audit({ object: `application:${beginning.id}`, area: beginning.area ?? null, facts })
  },
)
