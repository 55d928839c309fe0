/** Rows somebody has to look at: listed without a value, opened with a footprint, confirmed where they stand; what was found goes to the one place it is held. */
import { catalogue, type Entry } from '@liren/catalogue/contract'
import { answer, defaultLimit, pageOf, readCursor, refuseField, secretsOf, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../../contract.ts'
import type { Cell } from '../../fill.ts'
import type { Column, RosterKind, Rows } from '../../report.ts'
import { type Deed, reach } from '../deed.ts'
import { type ReportRow, store } from '../store.ts'
import { closeIfDone } from '../tasks.ts'
import { answersContext, answersIn, fieldKeys, subjectOf } from './fill.ts'
import { type RosterRow, rosterStore } from './store.ts'
import { namesOf } from './subjects.ts'

type Dictionary = ReadonlyMap<string, Entry>

const dictionaryFor = async (work: Deed, report: ReportRow): Promise<Dictionary> =>
  new Map((await work.use(catalogue).entries(fieldKeys(report))).map((entry) => [entry.key, entry]))

const asksFor = (work: Deed, column: Column | undefined, dictionary: Dictionary) => {
  const source = column?.source
  const entry = source?.from === 'field' ? dictionary.get(source.key) : undefined
  const language = work.locale === 'en' ? 'en' : 'zh'
  return {
    type: entry?.type ?? (source?.from === 'asked' ? source.type : 'text'),
    choices: Object.entries(entry?.codes ?? {}).map(([value, word]) => ({ value, label: word[language] })),
  }
}

const shownRows = async (work: Deed, rows: readonly RosterRow[]) => {
  const reports = new Map<string, { report: ReportRow; dictionary: Dictionary }>()
  for (const id of new Set(rows.map(({ reportId }) => reportId))) {
    const report = await store(work.db).find(id)
    if (report) reports.set(id, { report, dictionary: await dictionaryFor(work, report) })
  }
  const names = new Map<string, string>()
  for (const [id, { report }] of reports) {
    const mine = rows.filter(({ reportId }) => reportId === id).map(({ subjectId }) => subjectId)
    for (const [subject, name] of await namesOf(work, report.draft.rows?.of ?? 'person', mine)) names.set(subject, name)
  }
  const areas = await work.use(territory).areaNames([...new Set(rows.map(({ areaCode }) => areaCode))])
  return rows.map((row) => {
    const found = reports.get(row.reportId)
    const of: RosterKind = found?.report.draft.rows?.of ?? 'person'
    return {
      ...{ reportId: row.reportId, title: found?.report.draft.title ?? '', period: row.period, of },
      ...{ subjectId: row.subjectId, displayName: names.get(row.subjectId) ?? '—' },
      ...{ areaCode: row.areaCode, areaName: areas.get(row.areaCode) ?? row.areaCode },
      exceptions: row.exceptions.map(({ column, why }) => ({
        ...{ column, why },
        ...asksFor(
          work,
          found?.report.draft.columns.find(({ name }) => name === column),
          found?.dictionary ?? new Map(),
        ),
      })),
      confirmedAt: row.confirmedAt?.toISOString() ?? null,
      confirmedName: row.confirmedName,
    }
  })
}

export const listRosterRows = answer(oneForm, 'listRosterRows', async (work, { query }) => {
  const { after, limit = defaultLimit, area, reportId, period, all } = query
  const cursor = readCursor(after)
  const [a, b, c, d] = cursor ?? []
  if (cursor && !(a && b && c && d)) throw refuseField('after', 'format')
  const rows = await rosterStore(work.db).list({
    prefixes: reach(work, 'filing.confirm', area),
    ...{ reportId, period, isOpen: all !== true },
    after: a && b && c && d ? [a, b, c, d] : null,
    limit: limit + 1,
  })
  return pageOf(await shownRows(work, rows), limit, (one) => [one.areaCode, one.reportId, one.period, one.subjectId])
})

const held = async (
  work: Deed,
  params: { readonly id: string; readonly period: string; readonly subject: string },
  isHeld: boolean,
): Promise<{ report: ReportRow; roster: Rows; row: RosterRow }> => {
  const report = await store(work.db).find(params.id)
  const roster = report?.draft.rows
  const key = { reportId: params.id, period: params.period, subjectId: params.subject }
  const row = await rosterStore(work.db).find(key, isHeld)
  if (!report || !roster || !row || !work.may('filing.confirm', { area: row.areaCode }))
    throw work.refuse('not-found', {}, 'subject')
  if (report.state !== 'admitted') throw work.refuse('wrong-state', { state: report.state })
  return { report, roster, row }
}

/** Columns of the dictionary among these, with their keys. */
const keyed = (report: ReportRow, names: readonly string[]) =>
  report.draft.columns.flatMap(({ name, source }) =>
    names.includes(name) && source?.from === 'field' ? [{ column: name, key: source.key }] : [],
  )

export const openRosterRow = answer(oneForm, 'openRosterRow', async (work, { params }) => {
  const { report, roster, row } = await held(work, params, false)
  const wanted = keyed(
    report,
    row.exceptions.flatMap(({ column, why }) => (why === 'empty' ? [] : [column])),
  )
  const subject = subjectOf(roster, row.subjectId)
  if (!subject || wanted.length === 0) return { items: [] }
  const source = work.use(catalogue)
  const values = await source.inWords(
    await source.values(
      subject,
      wanted.map(({ key }) => key),
      {
        purpose: 'verification',
        reason: work.words('one-form.screen.roster.reason', { title: report.draft.title, period: row.period }),
        basis: 'statutoryDuty',
      },
    ),
  )
  work.audit({
    object: `report:${report.id}`,
    area: row.areaCode,
    facts: { opened: wanted.map(({ column }) => column) },
  })
  return {
    items: wanted.map(({ column }, at) => ({
      column,
      text: values[at]?.text ?? null,
      source: values[at]?.source ?? null,
      verifiedAt: values[at]?.verifiedAt ?? null,
    })),
  }
})

/** Every column in doubt is answered, found as it is, or said to be beyond finding out. */
const mustSettle = (
  work: Deed,
  row: RosterRow,
  answers: Readonly<Record<string, Cell>>,
  same: readonly string[],
): void => {
  for (const name of [...Object.keys(answers), ...same])
    if (!row.exceptions.some(({ column }) => column === name)) throw work.refuse('unknown-column', { name }, name)
  for (const { column, why } of row.exceptions) {
    const isSettled = Object.hasOwn(answers, column) || (why !== 'empty' && same.includes(column))
    if (!isSettled) throw work.refuse('still-empty', { name: column }, column)
  }
}

export const confirmRosterRow = answer(oneForm, 'confirmRosterRow', async (work, { params, body }) => {
  const { report, roster, row } = await held(work, params, true)
  mustSettle(work, row, body.answers, body.same)
  const subject = subjectOf(roster, row.subjectId)
  const fields = keyed(report, Object.keys(body.answers))
  const source = work.use(catalogue)
  const told = fields.flatMap(({ column, key }) => {
    const answer = body.answers[column] ?? null
    return answer === null ? [] : [{ key, text: String(answer), field: column }]
  })
  if (subject && told.length > 0) await source.recordWords(subject, told)
  if (subject)
    await source.foundSame(
      subject,
      keyed(report, body.same).map(({ key }) => key),
    )
  const asked = Object.entries(body.answers).filter(([name]) => !fields.some(({ column }) => column === name))
  for (const [name, value] of asked) {
    const column = report.draft.columns.find((one) => one.name === name)
    const isNumber = column?.source?.from === 'asked' && column.source.type !== 'text'
    if (isNumber && value !== null && typeof value !== 'number') throw work.refuse('not-numbers', { name }, name)
  }
  const answers = { ...answersIn(work, row), ...Object.fromEntries(asked) }
  await rosterStore(work.db).confirm(row, {
    answersSealed:
      Object.keys(answers).length === 0 ? null : secretsOf(work).seal(JSON.stringify(answers), answersContext(row)),
    ...{ at: work.now, by: work.actor.id, name: work.actor.name },
  })
  const typed = Object.entries(body.answers).filter(([, value]) => value !== null)
  await source.noteTyped({
    about: { kind: roster.of, id: row.subjectId },
    facts: typed.map(([name, value]) => ({ key: fields.find(({ column }) => column === name)?.key ?? name, value })),
    ...{ kind: 'report', object: report.id, title: report.draft.title, areaCode: row.areaCode },
  })
  await store(work.db).logBurden({
    ...{ id: uuidv7(), reportId: report.id, accountId: work.actor.id, areaCode: row.areaCode, at: work.now },
    ...{ typed: typed.length, seconds: body.seconds },
  })
  work.audit({
    object: `report:${report.id}`,
    area: row.areaCode,
    facts: { period: row.period, typed: typed.length, same: body.same.length },
  })
  work.emit('confirmed', { reportId: report.id, areaCode: row.areaCode })
  await closeIfDone(work, report, row.period, row.areaCode.slice(0, 12))
  const [shown] = await shownRows(work, [(await rosterStore(work.db).find(row)) ?? row])
  return shown ?? Promise.reject(new Error('a row just confirmed is gone'))
})
