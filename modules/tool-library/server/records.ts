/** Records in lists, one of them in full, and whose turn it is. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type RecordRow as RecordRowView, toolLibrary } from '../contract.ts'
import type { ActorName, Process, ToolDocument, Words } from '../document/document.ts'
import { formsOf } from '../document/facts.ts'
import { judged } from '../document/judge.ts'
import { sayingsOf } from '../document/texts.ts'
import { edition, type LibraryWork, processOf } from './edition.ts'
import { photosOf } from './photos.ts'
import { runningIn } from './running.ts'
import { type RecordRow, recordStore } from './store-records.ts'
import { type UseRecord, useStore } from './store-uses.ts'
import { declares, standingTo } from './who.ts'
import { shownForm, worded } from './wording.ts'

const nobody: UseRecord['renaming'] = {}
const unknown = (name: string): Words => ({ 'zh-CN': name, en: name })

const shownRow = (
  record: RecordRow,
  document: ToolDocument | null,
  renaming: UseRecord['renaming'],
  keys?: readonly string[],
): RecordRowView => {
  const state = document && processOf(document, record.processId)?.states[record.state]
  const answers = keys
    ? Object.fromEntries(keys.flatMap((key) => (key in record.answers ? [[key, record.answers[key]]] : [])))
    : record.answers
  return {
    id: record.id,
    toolId: record.toolId,
    process: record.processId,
    title: record.title,
    state: record.state,
    stateTitle: state
      ? worded(renaming, `processes/${record.processId}/states/${record.state}`, state.title)
      : unknown(record.state),
    phase: record.phase,
    answers,
    openedAt: record.openedAt.toISOString(),
    movedAt: record.movedAt.toISOString(),
  }
}

const isOpenState = (document: ToolDocument, process: string, state: string) =>
  processOf(document, process)?.states[state]?.phase !== 'done'

export const list = answer(toolLibrary, 'records', async (work, { params, query }) => {
  const { use, document } = await runningIn(work, params.id, query.area)
  const found = document.lists?.find(({ id }) => id === query.list)
  if (!found) throw work.refuse('not-found')
  if (!found.isPublic) work.must('tool.handle', { area: query.area })
  else if (found.board !== 'resident') work.must('tool.handle', { area: query.area })
  const limit = query.limit ?? 30
  const rows = await recordStore(work.db).list(
    {
      toolId: document.id,
      area: query.area,
      process: found.of,
      states: found.states ?? null,
      // What is done piles up; a list that shows none of it does not walk over it.
      isOpenOnly:
        (found.states ?? []).length > 0 &&
        (found.states ?? []).every((state) => isOpenState(document, found.of, state)),
    },
    query.after ?? null,
    limit + 1,
  )
  const items = rows.slice(0, limit)
  // A list of neighbours shows what, never who: the id opens nothing to whoever may not see the record.
  return {
    items: await Promise.all(
      items.map(async (row) =>
        shownRow(row, await edition(work, row.toolId, row.version), use.renaming, found.columns),
      ),
    ),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const mine = answer(toolLibrary, 'mine', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = work.actor.id
    ? await recordStore(work.db).mine(work.actor.id, query.tool ?? null, query.after ?? null, limit + 1)
    : []
  const items = rows.slice(0, limit)
  return {
    items: await Promise.all(
      items.map(async (row) => shownRow(row, await edition(work, row.toolId, row.version), nobody)),
    ),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

/** Records in whose present state somebody of this standing has a move to make. */
export const waiting = answer(toolLibrary, 'waiting', async (work, { query }) => {
  const counts = new Map<string, number>()
  const add = async (
    rows: Awaited<ReturnType<ReturnType<typeof recordStore>['waiting']>>,
    standing: readonly ActorName[],
  ) => {
    for (const row of rows) {
      const process = processOf((await edition(work, row.toolId, row.version)) ?? noDocument, row.processId)
      const isDue = Object.values(process?.moves ?? {}).some(
        ({ from, who, isGrave }) => from.includes(row.state) && who.some((one) => standing.includes(one)) && !isGrave,
      )
      if (isDue) counts.set(row.toolId, (counts.get(row.toolId) ?? 0) + row.count)
    }
  }
  const store = recordStore(work.db)
  if (work.may('tool.handle', { area: query.area }))
    await add(await store.waiting(query.area), ['worker', 'holder', 'admin'])
  else if (work.actor.id) await add(await store.waitingFor(work.actor.id), ['reporter'])
  return { items: [...counts].map(([toolId, count]) => ({ toolId, count })) }
})
const noDocument: ToolDocument = Object.freeze({ processes: [] }) as unknown as ToolDocument // a version that is gone has no moves

export type Seen = {
  readonly record: RecordRow
  readonly document: ToolDocument
  readonly process: Process
  readonly standing: ReadonlySet<ActorName>
}

type Holder = { readonly holderUnitId: string | null; readonly holderAccountId: string | null }

/** What somebody is to a record; out of sight is refused like one that is not there. */
export const inSight = async (work: LibraryWork, record: RecordRow, matter: Holder | null): Promise<Seen> => {
  const document = await edition(work, record.toolId, record.version)
  const process = document && processOf(document, record.processId)
  if (!document || !process) throw work.refuse('not-found')
  const standing = standingTo(work, record, {
    unitId: matter?.holderUnitId ?? null,
    accountId: matter?.holderAccountId ?? null,
  })
  if (standing.size === 0) throw work.refuse('not-found')
  return { record, document, process, standing }
}

export const seeRecord = async (work: LibraryWork, id: string) => {
  const record = await recordStore(work.db).one(id)
  if (!record) throw work.refuse('not-found')
  const [[matter = null], use] = await Promise.all([
    work.use(matters).rows([record.matterId]),
    useStore(work.db).use(record.toolId, record.areaCode),
  ])
  return { ...(await inSight(work, record, matter)), matter, use }
}

/** Moves somebody of this standing may make now. */
export const openMoves = ({
  document,
  process,
  record,
  standing,
}: Pick<Seen, 'document' | 'process' | 'record' | 'standing'>) =>
  Object.entries(process.moves).filter(
    ([, move]) =>
      move.from.includes(record.state) &&
      move.who.some((one) => standing.has(one)) &&
      judged(move.when, formsOf(document, process), record.answers) === true,
  )

const opened: Words = { 'zh-CN': '提出', en: 'Asked' }

export const read = answer(toolLibrary, 'record', async (work, { params }) => {
  const seen = await seeRecord(work, params.id)
  const { record, document, process, standing, use, matter } = seen
  const renaming = use?.renaming ?? nobody
  const steps = await work.use(matters).steps(record.matterId)
  const forms = formsOf(document, process)
  const moves = openMoves(seen)
  return {
    ...shownRow(record, document, renaming),
    toolName: renaming.name ?? document.name,
    areaCode: record.areaCode,
    matterId: record.matterId,
    number: matter?.number ?? '',
    dueAt: matter?.dueAt ?? null,
    seen: steps.length,
    isMine: standing.has('reporter'),
    says: sayingsOf(document),
    facts: forms.flatMap((form) =>
      form.fields.flatMap((field) => {
        const value = record.answers[field.key]
        if (value === undefined && !(field.isPersonal && record.sealed !== null && form.id === process.form)) return []
        return [
          {
            key: field.key,
            label: worded(renaming, `forms/${form.id}/${field.key}`, field.label),
            value: value ?? null,
            field: shownForm(renaming, form).fields.find(({ key }) => key === field.key),
            isSealed: field.isPersonal ?? false,
          },
        ]
      }),
    ),
    photos: await photosOf(work, forms, record.answers),
    moves: moves.map(([name, move]) => ({
      name,
      title: worded(renaming, `processes/${process.id}/moves/${name}`, move.title),
      form: move.form ?? null,
      isGrave: move.isGrave ?? false,
    })),
    forms: moves
      .flatMap(([, move]) => forms.filter(({ id }) => id === move.form))
      .map((form) => shownForm(renaming, form)),
    mayReveal:
      record.sealed !== null &&
      work.may('tool.readPersonal', { area: record.areaCode }) &&
      declares(document, standing, 'readPersonal'),
    steps: steps
      .filter(({ isPublic }) => isPublic || standing.has('worker') || standing.has('admin'))
      .map((step) => {
        const move = process.moves[step.move]
        return {
          at: step.at,
          what:
            step.move === 'opened'
              ? opened
              : move
                ? worded(renaming, `processes/${process.id}/moves/${step.move}`, move.title)
                : unknown(step.move),
          by: step.actorName,
        }
      }),
  }
})

export const ofMatter = answer(toolLibrary, 'recordOfMatter', async (work, { params }) => {
  const record = await recordStore(work.db).ofMatter(params.id)
  return { recordId: record?.id ?? null }
})
