/** What peers answered about cases handed over to them: it waits here until somebody goes on with the case or says that it is read. */
import { answer, secretsOf, type Work } from '@liren/kernel'
import { connectors } from '../contract.ts'
import { bodyContext } from './queue.ts'
import { store } from './store.ts'
import type { ReceivedBody } from './take-in.ts'

type Found = Awaited<ReturnType<ReturnType<typeof store>['answered']>>[number]

const shown = (work: Work<typeof connectors>, row: Found) => {
  // Its shape was checked when it was received.
  const body =
    row.bodySealed === ''
      ? null
      : (JSON.parse(secretsOf(work).open(row.bodySealed, bodyContext(row.messageId))) as ReceivedBody)
  return {
    id: row.id,
    matterId: row.matterId,
    number: row.number,
    peer: row.peer,
    peerName: row.peerName,
    kind: row.kind,
    outcome: body?.outcome ?? null,
    text: body?.text ?? body?.reason ?? '',
    at: row.endedAt.toISOString(),
  }
}

export const answers = answer(connectors, 'answers', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await store(work.db).answered(work.scope('exchange.handOver'), query, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map((row) => shown(work, row)),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const settleAnswer = answer(connectors, 'settleAnswer', async (work, { params }) => {
  const port = store(work.db)
  const [found] = await port.answered(work.scope('exchange.handOver'), { id: params.id }, 1)
  if (!found) throw work.refuse('not-found')
  await port.setLink(found.id, { settledAt: work.now })
  work.audit({ object: `matter:${found.matterId}`, area: found.areaCode, facts: { peer: found.peer } })
})
