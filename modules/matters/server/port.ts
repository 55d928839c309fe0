/** The spine's port, bound to one work. */
import type { Work } from '@liren/kernel'
import { firstBreak } from '../chain.ts'
import type { MattersPort } from '../port.ts'
import { act } from './act.ts'
import { assignTo } from './assign.ts'
import { openMany } from './bulk.ts'
import { logCallOn } from './call.ts'
import { known, type MattersWork } from './house.ts'
import { listText } from './inbox.ts'
import { listStore } from './list-store.ts'
import { mergeInto, splitFrom } from './merge.ts'
import { moveOne } from './move.ts'
import { open, openSql } from './open.ts'
import { readOne, rowOf } from './read.ts'
import { sayIn } from './say.ts'
import { inSight } from './standing.ts'
import { matterStore } from './store.ts'
import { superviseAs } from './supervise.ts'
import { askSupport } from './support.ts'

export const port = (bound: Work): MattersPort => {
  // The kernel binds a port to a work of its own module; only the type cannot say so.
  const work = bound as unknown as MattersWork
  const store = matterStore(work.db)
  const lists = listStore(work.db)
  const rows = (ids: readonly string[]) => lists.rows(ids)
  return {
    open: (input) => open(work, input),
    openSql: (input) => openSql(work, input),
    openMany: (histories) => openMany(work, histories),
    move: (id, name, options = {}) => moveOne(work, id, name, options, 'port'),
    note: async (id, { what, facts, files, isPublic }) => {
      const { matter } = await inSight(work, id)
      await act(work, matter, what, { facts: facts ?? {}, fileIds: files ?? [], isPublic: isPublic ?? false })
    },
    say: async (id, said) => ({ id: (await sayIn(work, id, said)).id }),
    assign: async (id, holder, because) => {
      await assignTo(work, id, holder, because)
    },
    support: async (id, ask) => ({ id: (await askSupport(work, id, ask)).id }),
    supervise: async (id, { level, text }) => {
      await superviseAs(work, await inSight(work, id), level, text)
    },
    logCall: async (id, call) => {
      await logCallOn(work, id, call)
    },
    split: (parentId, input) => splitFrom(work, parentId, input),
    merge: (childIds, intoId, because) => mergeInto(work, childIds, intoId, because),
    read: (id) => readOne(work, id),
    see: async (id, isOnlyLook = false) => {
      const { matter } = await inSight(work, id, !isOnlyLook)
      return { ...rowOf(matter), cellCode: matter.cellCode, part: 'none' }
    },
    // The text was put together as the contract's own page.
    list: async (query) => JSON.parse(await listText(work, query)) as Awaited<ReturnType<MattersPort['list']>>,
    rows,
    openCounts: (unitIds) => lists.openCounts(unitIds),
    ofSubject: async (subjectId) => {
      const id = await store.idOfSubject(subjectId)
      return id === null ? null : ((await rows([id]))[0] ?? null)
    },
    steps: (id) => store.steps(id),
    verify: async (id) => firstBreak((await store.steps(id)).map((step) => ({ ...step, matterId: id }))) === null,
    partyAccounts: async (id) => {
      const whole = await store.whole(id)
      return [
        ...new Set((whole?.parties ?? []).flatMap((party) => (party.accountId === null ? [] : [party.accountId]))),
      ]
    },
    processes: () => known(work).byName,
  }
}
