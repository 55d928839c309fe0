/** Cells were redrawn, or somebody no longer answers for one: roles held for a cell follow at once, and the trail says why. */
import { Type } from '@liren/contract'
import { hear, uuidv7 } from '@liren/kernel'
import { identity, type Role, roleNames } from '../contract.ts'
import { forget } from './authenticate.ts'
import { grantsStore } from './store-grants.ts'

const Redrawn = Type.Object({
  communityCode: Type.String(),
  cells: Type.Array(Type.Object({ from: Type.String(), into: Type.Array(Type.String(), { minItems: 1 }) })),
})

/** Of a divided cell one keeps every part, of joined ones the whole: nowhere is left without whoever looked after it. */
export const followCells = hear(
  identity,
  'territory/redrawn',
  Redrawn,
  'follow-cells',
  async (work, { communityCode, cells }) => {
    const store = grantsStore(work.db)
    let moved = 0
    for (const { from, into } of cells) {
      for (const { accountId, ...grant } of await store.heldFor(from)) {
        const { id: endedId, role, unitId } = grant
        await store.end(endedId, null, 'cell-redrawn', work.now)
        work.emit('revoked', { grantId: endedId, accountId, role, area: from, unitId }, [`account:${accountId}`])
        const held = await store.ofAccount(accountId)
        for (const area of into) {
          if (held.some((one) => one.role === role && one.area === area && one.unitId === unitId)) continue
          const id = uuidv7()
          await store.add({ ...grant, id, accountId, area, now: work.now })
          work.emit('granted', { grantId: id, accountId, role, area, unitId }, [`account:${accountId}`])
        }
        forget(accountId)
        moved += 1
      }
      await store.moveRequests(from, into[0] ?? from)
      await store.moveHomes(from, into[0] ?? from)
    }
    work.audit({ area: communityCode, facts: { cells: cells.length, moved } })
  },
)

const PostLeft = Type.Object({
  areaCode: Type.String(),
  post: Type.String(),
  accountIds: Type.Array(Type.String()),
})

const roleOf = (post: string): Role | undefined => roleNames.find((role) => role === post)

/** Whoever gave up a post for a cell after it was redrawn no longer holds the role there. */
export const leaveCell = hear(
  identity,
  'organisation/post-left',
  PostLeft,
  'leave-cell',
  async (work, { areaCode, post, accountIds }) => {
    const store = grantsStore(work.db)
    const role = roleOf(post)
    for (const grant of role ? await store.heldFor(areaCode) : []) {
      const { id: grantId, accountId, unitId } = grant
      if (grant.role !== role || !accountIds.includes(accountId)) continue
      await store.end(grantId, null, 'post-left', work.now)
      work.emit('revoked', { grantId, accountId, role, area: areaCode, unitId }, [`account:${accountId}`])
      forget(accountId)
    }
    work.audit({ area: areaCode, facts: { post } })
  },
)
