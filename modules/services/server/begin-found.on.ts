/** 找到即代填 Somebody said yes to a policy: the application it leads to stands ready, filled with what they allow; they look at it and hand it in. */
import { Id, Nullable, Type } from '@liren/contract'
import { hear, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import { beginOne } from './begin.ts'
import { store } from './store.ts'
import { itemStore } from './store-items.ts'

const Agreed = Type.Object({ personId: Id, serviceItem: Nullable(Type.String()), areaCode: Type.String() })

export const beginFound = hear(
  services,
  'benefits/agreed',
  Agreed,
  'begin-found',
  async (work, { personId, serviceItem, areaCode }) => {
    const item = serviceItem === null ? null : await itemStore(work.db).item(serviceItem)
    // What is booked, asked of firms, or not online yet is not begun for anybody.
    if (item?.state !== 'published' || item.form === null || item.record.books || item.record.audience !== 'person')
      return
    const area = (areaCode || ((await work.use(people).person(personId))?.areaCode ?? '')).slice(0, 12)
    if (area.length < 12) return
    await store(work.db).holdPerson(personId)
    if (await store(work.db).openOf(personId, item.code)) return
    const id = uuidv7()
    const row = { id, item, area, channel: 'mobile', enterpriseId: null, refused: [], bundle: null, personId }
    await beginOne(work, row)
    work.audit({ object: `application:${id}`, area, facts: { item: item.code, found: true } })
  },
  ({ serviceItem }) => serviceItem !== null,
)
