/** The spine's port, bound to one work. */
import type { Work } from '@liren/kernel'
import { firstBreak } from '../chain.ts'
import { addLimit } from '../clock.ts'
import type { MattersPort } from '../port.ts'
import { act } from './act.ts'
import { assignTo } from './assign.ts'
import { openMany } from './bulk.ts'
import { logCallOn } from './call.ts'
import { forgetMatters, isForgotten } from './forget.ts'
import { overFill, withHandler } from './hand-over.ts'
import { historiesAfter, historiesOf } from './histories.ts'
import { calendarOf, known, type MattersWork } from './house.ts'
import { listText } from './inbox.ts'
import { inviteTo } from './invite.ts'
import { listStore } from './list-store.ts'
import { mergeInto, splitFrom } from './merge.ts'
import { carryOut, movedView, moveOne } from './move.ts'
import { open, openSql } from './open.ts'
import { matterByCode } from './progress.ts'
import { readOne, rowOf } from './read.ts'
import { refit } from './refit.ts'
import { oweReply } from './replies.ts'
import { sayIn } from './say.ts'
import { inSight } from './standing.ts'
import { matterStore } from './store.ts'
import { tallies } from './store-tallies.ts'
import { superviseAs } from './supervise.ts'
import { askSupport, layAsideSupport } from './support.ts'

export const port = (bound: Work): MattersPort => {
  // The kernel binds a port to a work of its own module; only the type cannot say so.
  const work = bound as unknown as MattersWork
  const store = matterStore(work.db)
  const lists = listStore(work.db)
  const rows = (ids: readonly string[]) => lists.rows(ids)
  // What was locked by a look need not be read again by the move that follows it; after any other act it must.
  let held: Awaited<ReturnType<typeof inSight>> | null = null
  const anew =
    <A extends readonly unknown[], R>(does: (...args: A) => R) =>
    (...args: A): R => {
      held = null
      return does(...args)
    }
  return {
    open: anew((input) => open(work, input)),
    openSql: (input) => openSql(work, input),
    tallies: (asked) => tallies(work.db, asked),
    openMany: anew((histories) => openMany(work, histories)),
    move: async (id, name, options = {}) => {
      const before = held
      held = null
      return before?.matter.id === id && (options.seen ?? before.matter.stepCount) === before.matter.stepCount
        ? movedView(await carryOut(work, before, name, options, 'port'))
        : moveOne(work, id, name, options, 'port')
    },
    note: anew(async (id, { what, facts, files, isPublic, handles }) => {
      const { matter } = await inSight(work, id)
      await act(work, matter, what, {
        now: handles ? withHandler(matter, work.actor.id) : matter,
        facts: facts ?? {},
        fileIds: files ?? [],
        isPublic: isPublic ?? false,
      })
    }),
    entitle: anew(async (id, publicTitle, because) => {
      const { matter } = await inSight(work, id)
      const shown = publicTitle ?? matter.title
      await act(work, matter, 'entitled', {
        now: { ...matter, publicTitle },
        facts: { because, ...(shown ? { title: shown } : {}) },
      })
    }),
    say: anew(async (id, said) => ({ id: (await sayIn(work, id, said)).id })),
    expectReply: async (matterId) => {
      const whole = await matterStore(work.db).whole(matterId)
      if (whole) await oweReply(work, whole.matter, 'word')
    },
    assign: anew(async (id, holder, because) => {
      await assignTo(work, id, holder, because)
    }),
    support: anew(async (id, ask) => ({ id: (await askSupport(work, id, ask)).id })),
    layAside: anew(async (id, because) => {
      await layAsideSupport(work, id, because)
    }),
    supervise: anew(async (id, { level, text }) => {
      await superviseAs(work, await inSight(work, id), level, text)
    }),
    logCall: anew(async (id, call) => {
      await logCallOn(work, id, call)
    }),
    split: anew((parentId, input) => splitFrom(work, parentId, input)),
    merge: anew((childIds, intoId, because) => mergeInto(work, childIds, intoId, because)),
    read: (id) => readOne(work, id),
    see: async (id, isOnlyLook = false) => {
      const seen = await inSight(work, id, !isOnlyLook)
      held = isOnlyLook ? null : seen
      return { ...rowOf(seen.matter), cellCode: seen.matter.cellCode, handledBy: seen.matter.handledBy, part: 'none' }
    },
    // The text was put together as the contract's own page.
    list: async (query) => JSON.parse(await listText(work, query)) as Awaited<ReturnType<MattersPort['list']>>,
    rows,
    openings: (ids) => lists.openings(ids),
    canTake: async (unitId) => (await overFill(work, unitId)) === null,
    openCounts: (unitIds) => lists.openCounts(unitIds),
    ofSubject: async (subjectId) => {
      const id = await store.idOfSubject(subjectId)
      return id === null ? null : ((await rows([id]))[0] ?? null)
    },
    steps: (id) => store.steps(id),
    histories: (asked) =>
      'ids' in asked ? historiesOf(work.db, asked.ids) : historiesAfter(work.db, asked.after, asked.limit),
    invite: anew((id, people) => inviteTo(work, id, people)),
    dueAfter: async (from, limit) => new Date(addLimit(await calendarOf(work), from.getTime(), limit)),
    verify: async (id) => {
      const steps = await store.steps(id)
      const forgotten = await isForgotten(work.db, id)
      if (forgotten)
        return steps.at(-1)?.hash === forgotten.headHash && steps.every(({ seq }, index) => seq === index + 1)
      return firstBreak(steps.map((step) => ({ ...step, matterId: id }))) === null
    },
    forget: anew((ids) => forgetMatters(work, ids)),
    reporters: async (id) =>
      ((await store.whole(id))?.parties ?? []).flatMap(({ kind, isMerged, accountId, personId }) =>
        kind === 'reporter' && !isMerged ? [{ accountId, personId }] : [],
      ),
    reportedBy: (who, since, limit) => lists.reportedBy(who, since, limit),
    earlier: (id, since, limit) => lists.earlier(id, since, limit),
    byCode: (number, code) => matterByCode(work, number, code),
    partyAccounts: async (id) => {
      const whole = await store.whole(id)
      return [
        ...new Set(
          (whole?.parties ?? []).flatMap(({ accountId, kind }) =>
            accountId === null || kind === 'participant' ? [] : [accountId],
          ),
        ),
      ]
    },
    refit: anew((moves) => refit(work, moves)),
    classify: (kinds) => lists.classify(kinds),
    processes: () => known(work).byName,
  }
}
