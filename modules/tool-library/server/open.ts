/** Somebody asks for what a tool offers: audience, form, matter, record, in one transaction. */
import { type FormsPort, forms, type Since } from '@liren/forms/contract'
import { answer, secretsOf, uuidv7 } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { toolLibrary } from '../contract.ts'
import type { Form, Process, ToolDocument } from '../document/document.ts'
import { formsOf } from '../document/facts.ts'
import type { Answers } from '../document/judge.ts'
import { processName } from '../document/process.ts'
import { type Taken, take } from './check/answers.ts'
import { earnFor, toldOf } from './earn.ts'
import type { LibraryWork } from './edition.ts'
import { holdPhotos } from './photos.ts'
import { formNamed, processNamed, type Running, runningFor } from './running.ts'
import { type RecordRow, recordStore } from './store-records.ts'
import { isTouchDue, useStore } from './store-uses.ts'
import { forgetUse } from './use-memory.ts'
import { personOf } from './who.ts'

export const sealContext = (id: string) => `tool-library:record:${id}`

export const sealed = (work: LibraryWork, id: string, personal: Answers): string | null =>
  Object.keys(personal).length === 0 ? null : secretsOf(work).seal(JSON.stringify(personal), sealContext(id))
export const unsealed = (
  work: LibraryWork,
  { id, sealed: text }: { readonly id: string; readonly sealed: string | null },
) => (text === null ? {} : (JSON.parse(secretsOf(work).open(text, sealContext(id))) as Answers))

/** What a record is called in lists and inboxes: the tool, and the answer its process names it by. */
const titleOf = (document: ToolDocument, name: string, process: Process, open: Answers): string => {
  const field = formsOf(document, process)
    .flatMap((form) => form.fields)
    .find(({ key }) => key === process.titleField)
  const value = field && open[field.key]
  if (value === undefined || value === null || field === undefined) return name
  const word = field.choices?.[String(value)]?.['zh-CN'] ?? String(value)
  return `${name} · ${word}`.slice(0, 120)
}

type Opening = {
  readonly id: string
  readonly area: string
  readonly process: Process
  readonly taken: Extract<Taken, { isTaken: true }>
  readonly who: { readonly accountId: string | null; readonly personId: string | null; readonly name?: string }
  readonly at?: Date
}

/** Matter and record of something asked, whoever asks and whenever it was. */
export const openRecord = async (
  work: LibraryWork,
  { use, document }: Running,
  { id, area, process, taken, who, at }: Opening,
): Promise<{ readonly record: RecordRow; readonly number: string }> => {
  const unit = use.unitId
    ? await work.use(organisation).unit(use.unitId)
    : await work.use(organisation).unitOfArea(area, 'residentsCommittee')
  const title = titleOf(document, (use.renaming.name ?? document.name)['zh-CN'], process, taken.open)
  const isOwn = who.accountId !== null && who.accountId === work.actor.id
  const opened = await work.use(matters).open({
    process: processName(document, process),
    subjectId: id,
    title,
    areaCode: area,
    source: 'tool',
    letter: 'T',
    ...(isOwn ? {} : { reporter: { ...who } }),
    ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
    ...(at ? { openedAt: at } : {}),
  })
  const openedAt = at ?? work.now
  const record: RecordRow = {
    id,
    toolId: document.id,
    version: document.version,
    processId: process.id,
    areaCode: area,
    matterId: opened.id,
    title,
    answers: taken.open,
    sealed: sealed(work, id, taken.personal),
    accountId: who.accountId,
    personId: who.personId,
    state: process.start,
    phase: process.states[process.start]?.phase ?? 'intake',
    openedAt,
    movedAt: openedAt,
    closedAt: null,
  }
  await recordStore(work.db).keep(record)
  await holdPhotos(work, id, formNamed(document, process.form), taken.open)
  return { record, number: opened.number }
}

/** What was answered: in a form begun before, handed in with this very act, or sent as it is. */
const takenOf = async (
  work: LibraryWork,
  form: Form | undefined,
  body: {
    readonly answers?: Answers
    readonly submission?: {
      readonly id: string
      readonly filled: Parameters<FormsPort['submit']>[1] & object
      readonly since?: Since
    }
  },
) => {
  const handed = body.submission
    ? await work.use(forms).submit(body.submission.id, body.submission.filled, body.submission.since)
    : null
  // A form begun under an older version of the tool is looked at again by the one that runs now.
  const taken = take(form, handed ? handed.values : (body.answers ?? {}))
  if (!taken.isTaken) throw refuseField(`answers.${taken.field}`, taken.rule)
  return taken
}

export const open = answer(toolLibrary, 'open', async (work, { params, body }) => {
  work.must('tool.ask', { area: body.area })
  const records = recordStore(work.db)
  if (body.id) {
    const there = await records.one(body.id)
    if (there && there.accountId === work.actor.id && there.toolId === params.id) {
      const [row] = await work.use(matters).rows([there.matterId])
      return { id: there.id, number: row?.number ?? '', state: there.state }
    }
    if (there) throw refuseField('id', 'unique')
  }
  const running = await runningFor(work, params.id, body.area)
  const { use, document } = running
  const process = processNamed(document, body.process)
  const taken = await takenOf(work, formNamed(document, process.form), body)
  const id = body.id ?? uuidv7()
  const who = { accountId: work.actor.onBehalfOf ? null : work.actor.id, personId: personOf(work) }
  const { record, number } = await openRecord(work, running, { id, area: body.area, process, taken, who })
  if (isTouchDue(use.lastUsedAt, work.now)) {
    await useStore(work.db).touch(document.id, body.area, work.now)
    forgetUse(work, document.id, use.areaCode)
  }
  work.audit({ object: `record:${id}`, area: body.area, facts: { tool: document.id, version: document.version } })
  work.emit('record-opened', toldOf(record), [`area:${body.area}`])
  await earnFor(work, document, record, 'opened', work.actor.id === record.accountId)
  return { id, number, state: record.state }
})
