/** A unit was dissolved: whoever acted for it acts for nobody there any more, from this moment. */
import { Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { identity } from '../contract.ts'
import { forget } from './authenticate.ts'
import { grantsStore } from './store-grants.ts'

const UnitChanged = Type.Object({ unitId: Type.String(), areaCode: Type.String(), what: Type.String() })

export const leaveUnit = hear(
  identity,
  'organisation/unit-changed',
  UnitChanged,
  'leave-unit',
  async (work, { unitId, areaCode, what }) => {
    if (what !== 'closed') return
    const store = grantsStore(work.db)
    const held = await store.heldForUnit(unitId)
    for (const { id: grantId, accountId, role, area } of held) {
      await store.end(grantId, null, 'unit-closed', work.now)
      work.emit('revoked', { grantId, accountId, role, area, unitId }, [`account:${accountId}`])
      forget(accountId)
    }
    if (held.length > 0) work.audit({ object: `unit:${unitId}`, area: areaCode, facts: { ended: held.length } })
  },
)
