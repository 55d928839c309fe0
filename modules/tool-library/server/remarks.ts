/** Whoever uses something says what does not work; whoever keeps it answers; and the answer comes back to who said it. */
import { answer, ownPersonOf } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { notices } from '@liren/notices/contract'
import { toolLibrary } from '../contract.ts'
import { textFault } from '../document/words.ts'
import type { RemarkRow } from '../routes-remarks.ts'
import type { LibraryWork } from './edition.ts'
import { type NewRemark, type RemarkRecord, remarkStore } from './store-remarks.ts'
import { toolStore } from './store-tools.ts'

const shown = ({ head, accountId: _, personId: __, ...row }: RemarkRecord): RemarkRow => ({
  ...row,
  name: head?.name ?? null,
  saidAt: row.saidAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
  changedAt: row.changedAt?.toISOString() ?? null,
})
const pageOf = (rows: readonly RemarkRecord[], limit: number) => {
  const items = rows.slice(0, limit).map(shown)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.saidAt} ${last.id}` : null }
}

const keep = async (work: LibraryWork, row: NewRemark, field: string): Promise<RemarkRecord> => {
  if (textFault(row.text)) throw refuseField(`${field}text`, 'text')
  if (row.about !== null && !(await toolStore(work.db).tool(row.about))) throw refuseField(`${field}about`, 'enum')
  const store = remarkStore(work.db)
  const isNew = await store.add(row)
  const kept = await store.one(row.id)
  // Somebody else's id is nobody's: what it holds is not shown.
  if (!kept || kept.accountId !== row.accountId) throw refuseField(`${field}id`, 'unique')
  if (isNew) {
    work.emit('remarked', { remarkId: row.id, toolId: row.about, areaCode: row.areaCode, board: row.board }, [
      `area:${row.areaCode}`,
    ])
    work.audit({ object: `remark:${row.id}`, area: row.areaCode, facts: { about: row.about } })
  }
  return kept
}

export const remark = answer(toolLibrary, 'remark', async (work, { body }) =>
  shown(
    await keep(
      work,
      {
        id: body.id,
        areaCode: body.area,
        about: body.about ?? null,
        board: body.board,
        page: body.page ?? null,
        text: body.text.trim(),
        heldOn: null,
        spokenBy: null,
        accountId: work.actor.id,
        personId: ownPersonOf(work.actor),
        saidAt: work.now,
      },
      '',
    ),
  ),
)

export const myRemarks = answer(toolLibrary, 'myRemarks', async (work, { query }) => {
  const limit = query.limit ?? 20
  return pageOf(await remarkStore(work.db).of(work.actor.id ?? '', query.after, limit + 1), limit)
})

export const remarks = answer(toolLibrary, 'remarks', async (work, { query }) => {
  const limit = query.limit ?? 30
  return pageOf(await remarkStore(work.db).page(work.scope('remark.answer'), query, query.after, limit + 1), limit)
})

export const answerRemark = answer(toolLibrary, 'answerRemark', async (work, { params, body }) => {
  const store = remarkStore(work.db)
  const row = await store.lock(params.id)
  if (!row || !work.may('remark.answer', { area: row.areaCode })) throw work.refuse('not-found')
  if (row.state === body.state) throw work.refuse('answered-already', { state: row.state })
  if (textFault(body.answer)) throw refuseField('answer', 'text')
  const version = body.state === 'done' ? (body.version ?? null) : null
  await store.answer({ ...body, id: row.id, answer: body.answer.trim(), version, at: work.now, by: work.actor.id })
  work.audit({ object: `remark:${row.id}`, area: row.areaCode, facts: { state: body.state } })
  work.emit(
    'remark-answered',
    {
      remarkId: row.id,
      toolId: row.about,
      areaCode: row.areaCode,
      // Of a meeting the one who wrote it down gets no credit for it.
      accountId: row.heldOn === null ? row.accountId : null,
      state: body.state,
    },
    [`area:${row.areaCode}`],
  )
  if (row.accountId && row.accountId !== work.actor.id)
    await work.use(notices).send({
      to: { accountIds: [row.accountId] },
      topic: 'tool-library.remarks',
      template: 'tool-library.remarkAnswered',
      facts: {
        said: row.text.slice(0, 60),
        state: work.words(`tool-library.remarkState.${body.state}`),
        answer: body.answer.trim(),
      },
      link: '/tool-library/remarks',
      object: `remark:${row.id}`,
      onceKey: `tool-library:remark:${row.id}:${body.state}`,
    })
  const kept = await store.one(row.id)
  if (!kept) throw work.refuse('not-found')
  return shown(kept)
})

export const noteMeeting = answer(toolLibrary, 'noteMeeting', async (work, { body }) => {
  work.must('remark.answer', { area: body.area })
  const items: RemarkRow[] = []
  for (const [index, item] of body.items.entries())
    items.push(
      shown(
        await keep(
          work,
          {
            id: item.id,
            areaCode: body.area,
            about: item.about ?? null,
            board: 'meeting',
            page: null,
            text: item.text.trim(),
            heldOn: body.heldOn,
            spokenBy: item.spokenBy.trim(),
            accountId: work.actor.id,
            personId: null,
            saidAt: work.now,
          },
          `items.${index}.`,
        ),
      ),
    )
  return { items }
})

export const remarkFigures = answer(toolLibrary, 'remarkFigures', async (work, { query }) =>
  remarkStore(work.db).figures(query.area, new Date(work.now.getTime() - (query.days ?? 180) * 86_400_000)),
)
