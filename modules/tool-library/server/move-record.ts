/** A record moves: who may, what is asked on the way, what the spine says of it, what it earns. */
import { answer, listen } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { toolLibrary } from '../contract.ts'
import { formsOf } from '../document/facts.ts'
import { judged } from '../document/judge.ts'
import { take } from './check/answers.ts'
import { earnFor, toldOf } from './earn.ts'
import { sealed, unsealed } from './open.ts'
import { holdPhotos } from './photos.ts'
import { inSight, seeRecord } from './records.ts'
import { formNamed } from './running.ts'
import { type RecordRow, recordStore } from './store-records.ts'
import { isTouchDue, useStore } from './store-uses.ts'
import { declares } from './who.ts'

export const moveRecord = answer(toolLibrary, 'moveRecord', async (work, { params, body }) => {
  const held = await recordStore(work.db).hold(params.id)
  if (!held) throw work.refuse('not-found')
  const { isUseOn, useLastUsedAt, ...row } = held
  const port = work.use(matters)
  // Seen and held at once: the move below need not read the matter again.
  const { record, document, process, standing } = await inSight(work, row, await port.see(row.matterId))
  const move = Object.hasOwn(process.moves, params.move) ? process.moves[params.move] : undefined
  if (!move) throw work.refuse('not-found')
  if (!isUseOn && !standing.has('worker') && !standing.has('admin'))
    throw work.refuse('not-on', { tool: record.toolId })
  const isReplay = body.seen !== undefined && record.state === move.to && !move.from.includes(record.state)
  if (!move.from.includes(record.state) && !isReplay)
    throw work.refuse('wrong-state', { state: record.state, move: params.move })
  if (!isReplay && !move.who.some((one) => standing.has(one)))
    throw work.refuse('not-open-to-you', { move: params.move })
  if (!isReplay && judged(move.when, formsOf(document, process), record.answers) !== true)
    throw work.refuse('condition-unmet', { move: params.move })
  const taken = take(formNamed(document, move.form), body.answers ?? {})
  if (!taken.isTaken) throw refuseField(`answers.${taken.field}`, taken.rule)
  const moved = await port.move(record.matterId, params.move, body.seen === undefined ? {} : { seen: body.seen })
  if (moved.isReplay) return { id: record.id, state: record.state, seen: moved.seen }
  const next: RecordRow = {
    ...record,
    answers: { ...record.answers, ...taken.open },
    sealed:
      Object.keys(taken.personal).length === 0
        ? record.sealed
        : sealed(work, record.id, { ...unsealed(work, record), ...taken.personal }),
    state: moved.state,
    phase: moved.phase,
    movedAt: work.now,
    closedAt: moved.phase === 'done' ? work.now : null,
  }
  await recordStore(work.db).move(next)
  await holdPhotos(work, record.id, formNamed(document, move.form), taken.open)
  if (isTouchDue(useLastUsedAt, work.now)) await useStore(work.db).touch(record.toolId, record.areaCode, work.now)
  work.audit({
    object: `record:${record.id}`,
    area: record.areaCode,
    facts: { tool: record.toolId, move: params.move },
  })
  work.emit('tool-moved', { ...toldOf(next), move: params.move, fromState: record.state }, [`area:${record.areaCode}`])
  const isAsReporter = work.actor.id === record.accountId && move.who.includes('reporter')
  await earnFor(work, document, next, params.move, isAsReporter)
  return { id: record.id, state: next.state, seen: moved.seen }
})

/** The spine itself moves a matter at times: made void, merged. The record follows. */
export const followMatter = listen(
  toolLibrary,
  matters,
  'moved',
  'follow-matter',
  async (work, fact) => {
    if (fact.subjectId === null) return
    const record = await recordStore(work.db).one(fact.subjectId)
    if (record) await recordStore(work.db).follow(record.id, fact.state, fact.phase, work.now)
  },
  ({ module, state }) => module === 'tool-library' && (state === 'voided' || state === 'merged'),
)

/** Sealed answers in the clear: for a declared purpose, with a footprint that the person sees. */
export const reveal = answer(toolLibrary, 'reveal', async (work, { params, body }) => {
  const { record, document, process, standing } = await seeRecord(work, params.id)
  work.must('tool.readPersonal', { area: record.areaCode })
  if (!declares(document, standing, 'readPersonal')) throw work.refuse('not-open-to-you', { what: 'readPersonal' })
  if (body.reason.trim().length < 2) throw work.refuse('purpose-missing', {}, 'reason')
  const values = unsealed(work, record)
  const fields = formsOf(document, process)
    .flatMap((form) => form.fields)
    .filter(({ key, isPersonal }) => isPersonal && key in values)
  if (record.personId && fields.length > 0)
    await work.use(people).noteLook({
      personIds: [record.personId],
      fields: fields.map(({ key }) => `tool.${key}` as const),
      purpose: body.purpose,
      // The register knows no words for a tool's own fields; whoever was looked at reads which they were.
      reason:
        `${document.name['zh-CN']}（${fields.map(({ label }) => label['zh-CN']).join('、')}）：${body.reason}`.slice(
          0,
          200,
        ),
    })
  work.audit({
    object: `record:${record.id}`,
    area: record.areaCode,
    facts: { fields: fields.map(({ key }) => key), purpose: body.purpose },
  })
  return { values: fields.map(({ key, label }) => ({ key, label, clearText: values[key] ?? null })) }
})
