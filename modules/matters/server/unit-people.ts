/** Colleagues of the unit that has a matter: whoever holds it, or may give it to somebody, hands it to one of them by name. */
import { identity } from '@liren/identity/contract'
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { inSight, mayAt } from './standing.ts'

export const unitPeople = answer(matters, 'unitPeople', async (work, { params }) => {
  const { matter, standing } = await inSight(work, params.id, false)
  // Whoever has just passed it on may still ask: nobody is theirs to name.
  const mayName = standing.relations.includes('holder') || mayAt(work, 'matter.assign', matter)
  if (!mayName || matter.holderUnitId === null) return { items: [] }
  const unitId = matter.holderUnitId
  const port = work.use(identity)
  const found = new Set<string>()
  for (const role of matters.permissions['matter.talk'])
    for (const id of await port.holders({ role, unitId })) found.add(id)
  const accounts = await port.accounts([...found].filter((id) => id !== matter.holderAccountId))
  return {
    items: accounts
      .map(({ id, displayName }) => ({ id, name: displayName }))
      .sort((a, b) => a.name.localeCompare(b.name, 'zh')),
  }
})
