/** 报表准入清单 What departments want to know is checked first: held already, asked by others, against another level; then admitted, merged or refused. */

import { createHash } from 'node:crypto'
import { catalogue, sharedFieldNamed } from '@liren/catalogue/contract'
import { identity } from '@liren/identity/contract'
import { answer, defaultLimit, job, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { territory } from '@liren/territory/contract'
import { oneForm } from '../contract.ts'
import { burdenOf, conflictsOf, duplicatesOf, type Gap, gapCheck, type Listed } from '../gap.ts'
import { type Column, minutesPerCell, plainName, type ReportDraft } from '../report.ts'
import { rosterGaps, unfitColumn } from '../roster.ts'
import { type Deed, dayOf } from './deed.ts'
import { subjectsIn } from './roster/subjects.ts'
import { type ReportRow, store } from './store.ts'

export const reportTopics = {
  topics: [{ name: 'retirement', kind: 'optional', templates: { toGo: { outside: [] } } }],
} as const satisfies GivenTopics

const listedOf = (row: ReportRow): Listed => ({ ...row.draft, id: row.id })

export const shown = ({ draft, areaCode: _, askedBy: __, ...row }: ReportRow) => ({
  ...row,
  ...draft,
  askedAt: row.askedAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})

/** Of figures by area, or of a list with a row for each. */
export const gapsOf = async (work: Deed, { columns, rows }: ReportDraft): Promise<readonly Gap[]> => {
  const entries = await work.use(catalogue).entries()
  return rows ? rosterGaps(rows.of, columns, entries) : gapCheck(columns, entries)
}

/** Rows people would have to write: areas, or everybody on the list. */
const rowCount = async (work: Deed, draft: ReportDraft): Promise<number> => {
  if (!draft.rows) return (await work.use(territory).areasAt(draft.per, draft.areaCode)).length
  let count = 0
  for await (const page of subjectsIn(work, draft.rows, draft.areaCode)) count += page.length
  return count
}

/** All that is found out about a request before anybody is asked anything. */
export const check = async (work: Deed, draft: ReportDraft, id = 'new') => {
  const gaps = await gapsOf(work, draft)
  // A list and a table of figures are never the same report.
  const admitted = (await store(work.db).admitted())
    .filter((row) => row.draft.rows?.of === draft.rows?.of)
    .map(listedOf)
  const areas = await rowCount(work, draft)
  const of = (finding: Gap['finding']) => gaps.filter((one) => one.finding === finding).length
  const listed: Listed = { ...draft, id }
  return {
    gaps: [...gaps],
    held: of('held'),
    derivable: of('derivable'),
    missing: of('missing'),
    duplicates: duplicatesOf(listed, admitted).map(({ shared, ...one }) => ({
      ...one,
      shared: shared.map(([mine, theirs]): [string, string] => [mine, theirs]),
    })),
    elsewhere: await askedElsewhere(work, gaps),
    conflicts: conflictsOf(listed, admitted).map((one) => ({ ...one, sides: [...one.sides] })),
    burden: { areas, ...burdenOf(draft, gaps, areas, minutesPerCell) },
  }
}

/** Columns whose entry of the dictionary stands in a form or a tool: people type it there already. */
const askedElsewhere = async (work: Deed, gaps: readonly Gap[]) => {
  const entries = new Map(gaps.flatMap(({ column, entry }) => (entry ? [[entry.key, { column, entry }] as const] : [])))
  const uses = await work.use(catalogue).usesOf([...entries.keys()])
  return uses.flatMap(({ kind, title, keys }) =>
    kind !== 'form' && kind !== 'tool'
      ? []
      : keys.flatMap((key) => {
          const found = entries.get(key)
          return found ? [{ column: found.column, entry: found.entry.name, kind, title }] : []
        }),
  )
}

/** A list names people: it needs a rule that asks for it, and columns a list can have. */
const examineRows = async (work: Deed, { rows, columns, basis }: ReportDraft) => {
  if (!rows) {
    const at = columns.findIndex(({ source }) => source?.from === 'field')
    if (at >= 0) throw work.refuse('column-unfit', { name: columns[at]?.name ?? '' }, `columns.${at}.source`)
    return
  }
  if (!basis) throw work.refuse('rule-needed', {}, 'basis')
  const unfit = unfitColumn(rows.of, columns, await work.use(catalogue).entries())
  if (unfit !== null) throw work.refuse('column-unfit', { name: unfit }, 'columns')
}

const examine = async (work: Deed, draft: ReportDraft) => {
  if (!(await work.use(territory).area(draft.areaCode))) throw work.refuse('unknown-area', {}, 'areaCode')
  await examineRows(work, draft)
  const names = new Set(draft.columns.map(({ name }) => name))
  if (names.size < draft.columns.length) throw work.refuse('column-twice', {}, 'columns')
  for (const { source } of draft.columns) {
    const needed = source?.from === 'share' ? [source.part, source.whole] : source?.from === 'sum' ? source.of : []
    const unknown = needed.find((name) => !names.has(name))
    if (unknown !== undefined) throw work.refuse('unknown-column', { name: unknown }, 'columns')
  }
}

/** Where fields stand that began as a column of a report. */
const askedFields = 'grid.asked.'

/** Every column gets the source that was found for it; what nobody holds is asked once. */
const sourced = (columns: readonly Column[], gaps: readonly Gap[]): Column[] =>
  columns.map(({ name, source, own }, at) => {
    const key = gaps[at]?.entry?.key
    // Asked for by name although it is a field of the ledger by now: the same field.
    if (source?.from === 'asked' && !source.key && !own && key?.startsWith(askedFields))
      return { name, source: { ...source, key } }
    return { name, source: source ?? gaps[at]?.source ?? { from: 'asked', type: 'text', ...(key ? { key } : {}) } }
  })

/** A column nobody fills by itself although a register holds it would be a private copy: only for a stated reason. */
const refuseCopies = async (work: Deed, draft: ReportDraft) => {
  const { columns } = draft
  const entries = await work.use(catalogue).entries()
  const gaps = await gapsOf(work, draft)
  for (const [at, { name, own, source }] of columns.entries()) {
    const isAsked = source?.from === 'asked' || (source === null && gaps[at]?.source === null)
    const shared = isAsked && own === undefined ? sharedFieldNamed([name], entries) : null
    if (shared) throw work.refuse('private-copy', { name, key: shared.key }, 'columns')
  }
}

export const checkDraft = answer(oneForm, 'checkDraft', async (work, { body }) => {
  await examine(work, body)
  return check(work, body)
})

const add = async (work: Deed, draft: ReportDraft, more: Pick<ReportRow, 'state' | 'rule'>, id = uuidv7()) => {
  const gaps = [...(await gapsOf(work, draft))]
  const opened =
    more.state === 'asked'
      ? await work.use(matters).open({
          process: 'report-admission',
          subjectId: id,
          title: `${draft.title} · ${draft.department}`,
          summary: draft.purpose,
          areaCode: draft.areaCode.slice(0, 12),
          source: 'admission',
          letter: 'B',
          facts: { columns: draft.columns.length },
        })
      : null
  await store(work.db).add({
    id,
    matterId: opened?.id ?? null,
    number: opened?.number ?? null,
    draft,
    gaps,
    areaCode: draft.areaCode,
    askedAt: work.now,
    askedBy: work.actor.id,
    askedName: work.actor.name,
    ...more,
  })
  work.audit({ object: `report:${id}`, area: draft.areaCode })
  return (await store(work.db).find(id)) ?? Promise.reject(new Error('a report just written is gone'))
}

export const ask = answer(oneForm, 'ask', async (work, { body }) => {
  await examine(work, body)
  work.must('ledger-report.ask', { area: body.areaCode })
  await refuseCopies(work, body)
  const row = await add(work, body, { state: 'asked', rule: null })
  work.emit('asked', { reportId: row.id })
  return shown(row)
})

export const list = answer(oneForm, 'list', async (work, { query }) => {
  const { after, limit = defaultLimit, state, q } = query
  const rows = await store(work.db).list({ state, text: q, after: readCursor(after)?.[0] ?? null, limit: limit + 1 })
  return pageOf(rows.map(shown), limit, ({ id }) => [id])
})

const held = async (work: Deed, id: string, isHeld = true): Promise<ReportRow> => {
  const row = await store(work.db).find(id, isHeld)
  if (!row) throw work.refuse('not-found', {}, 'id')
  return row
}

export const read = answer(oneForm, 'read', async (work, { params }) => {
  const row = await held(work, params.id, false)
  return { report: shown(row), check: await check(work, row.draft, row.id) }
})

/** The key of a field that began as a column of a report: the same for all who call it the same. */
const fieldKey = (name: string) =>
  `${askedFields}${createHash('sha256').update(plainName(name)).digest('hex').slice(0, 12)}`

/** Columns nobody holds become fields of the dictionary; answers to them hold until somebody says otherwise. */
const asFields = async (work: Deed, row: ReportRow, names: readonly string[]): Promise<readonly Gap[]> => {
  for (const [at, name] of names.entries()) {
    const gap = row.gaps.find(({ column }) => column === name)
    if (gap?.finding !== 'missing' || gap.entry) throw work.refuse('unknown-column', { name }, `asFields.${at}`)
    const said = row.draft.columns.find((one) => one.name === name)?.source
    await work.use(catalogue).addField({
      ...{ key: fieldKey(name), ledger: 'grid', name: { zh: name, en: name } },
      ...{ type: said?.from === 'asked' ? said.type : 'text', owner: row.draft.department, source: row.draft.title },
    })
  }
  return row.gaps.map((gap) =>
    names.includes(gap.column)
      ? { ...gap, entry: { key: fieldKey(gap.column), name: gap.column, source: row.draft.title } }
      : gap,
  )
}

export const admit = async (work: Deed, asked: ReportRow, fields: readonly string[] = []) => {
  const row = { ...asked, gaps: [...(await asFields(work, asked, fields))] }
  const columns = sourced(row.draft.columns, row.gaps).map((column) => {
    const { source } = column
    const key = fields.includes(column.name) ? fieldKey(column.name) : undefined
    return key && source?.from === 'asked' ? { ...column, source: { ...source, key } } : column
  })
  const draft = { ...row.draft, columns }
  await store(work.db).decide(row.id, {
    state: 'admitted',
    rule: null,
    mergedInto: null,
    draft,
    at: work.now,
    name: work.actor.name,
  })
  // 血缘: whoever changes a field sees which reports live on it.
  await work.use(catalogue).registerUse({
    module: 'one-form',
    kind: 'report',
    object: row.id,
    title: row.draft.title,
    keys: row.gaps.flatMap(({ entry }) => entry?.key ?? []),
  })
  work.emit('admitted', { reportId: row.id })
}

export const decide = answer(oneForm, 'decide', async (work, { params, body }) => {
  const row = await held(work, params.id)
  work.must('ledger-report.admit', { area: row.areaCode })
  if (row.state !== 'asked' || !row.matterId) throw work.refuse('wrong-state', { state: row.state })
  if (row.askedBy !== null && row.askedBy === work.actor.id) throw work.refuse('own-request')
  const at = { at: work.now, name: work.actor.name }
  if (body.decision === 'refuse') {
    if (!body.rule) throw work.refuse('rule-needed', {}, 'rule')
    await store(work.db).decide(row.id, { state: 'refused', rule: body.rule, mergedInto: null, ...at })
    work.emit('refused', { reportId: row.id, rule: body.rule })
  } else if (body.decision === 'merge') {
    const into = body.intoId ? await store(work.db).find(body.intoId) : undefined
    if (into?.state !== 'admitted') throw work.refuse('merge-target', {}, 'intoId')
    await store(work.db).decide(row.id, { state: 'merged', rule: 'duplicate', mergedInto: into.id, ...at })
  } else {
    // What is held to the last column is handed over, not asked for.
    if (!row.draft.basis && row.gaps.some(({ finding }) => finding === 'missing'))
      throw work.refuse('rule-needed', {}, 'basis')
    await admit(work, row, body.asFields ?? [])
  }
  await work.use(matters).move(row.matterId, body.decision, { facts: { text: body.text } })
  work.audit({ object: `report:${row.id}`, area: row.areaCode, facts: { decision: body.decision } })
  return shown(await held(work, row.id, false))
})

export const refuseUnlisted = answer(oneForm, 'refuseUnlisted', async (work, { body }) => {
  work.must('ledger-report.refuse', { area: body.areaCode })
  const draft: ReportDraft = {
    title: body.title,
    department: body.department,
    level: 'district',
    period: 'once',
    per: 'gridCell',
    areaCode: body.areaCode,
    basis: null,
    purpose: body.title,
    columns: body.columns.map((name) => ({ name, source: null })),
    untilOn: null,
  }
  await examine(work, draft)
  const found = await check(work, draft)
  const rule = found.missing === 0 ? 'heldAlready' : found.duplicates.length > 0 ? 'duplicate' : 'notListed'
  const row = await add(work, draft, { state: 'refused', rule })
  work.emit('refused', { reportId: row.id, rule })
  return {
    report: shown(row),
    answer: work.words(`one-form.rule.${rule}`, { title: body.title, like: found.duplicates[0]?.title ?? '' }),
    check: found,
  }
})

const unusedAfterDays = { weekly: 21, monthly: 62, quarterly: 190, yearly: 740, once: 90 } as const

const toGo = async (work: Deed) => {
  const rows = await store(work.db).admitted()
  const today = dayOf(work.now)
  const listed = rows.map(listedOf)
  return rows.flatMap((row) => {
    const since = row.lastUsedAt ?? row.decidedAt ?? row.askedAt
    const isUnused = work.now.getTime() - since.getTime() > unusedAfterDays[row.draft.period] * 86_400_000
    // Of two alike the younger one goes.
    const [like] = duplicatesOf(listedOf(row), listed).filter(({ overlap, id }) => overlap >= 0.8 && id < row.id)
    const why = [
      ...(row.draft.untilOn !== null && row.draft.untilOn < today ? (['ended'] as const) : []),
      ...(isUnused ? (['unused'] as const) : []),
      ...(like ? (['duplicate'] as const) : []),
    ]
    return why.length === 0 ? [] : [{ report: shown(row), why, like: like?.title ?? null }]
  })
}

export const retirement = answer(oneForm, 'retirement', async (work) => ({ items: await toGo(work) }))

/** 定期清退 On the first of each month those who decide hear how many reports should go; the list itself is always there. */
export const tellRetirement = job(oneForm, 'tell-retirement', { cron: '0 9 1 * *' }, async (work) => {
  const count = (await toGo(work)).length
  const [district] = await work.use(territory).areasAt('district')
  if (count === 0 || !district) return
  const accountIds = await work.use(identity).holders({ role: 'dataSteward', area: district.code })
  if (accountIds.length === 0) return
  await work.use(notices).send({
    to: { accountIds },
    topic: 'one-form.retirement',
    template: 'one-form.toGo',
    facts: { count },
    link: '/one-form/burden',
    onceKey: `one-form/retirement ${dayOf(work.now).slice(0, 7)}`,
  })
})

export const retire = answer(oneForm, 'retire', async (work, { params }) => {
  const row = await held(work, params.id)
  work.must('ledger-report.admit', { area: row.areaCode })
  if (row.state !== 'admitted') throw work.refuse('wrong-state', { state: row.state })
  await store(work.db).retire(row.id, work.now)
  work.audit({ object: `report:${row.id}`, area: row.areaCode, facts: { retired: true } })
  return shown(await held(work, row.id, false))
})
