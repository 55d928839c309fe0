/** Forms as those see them who make them: in force, before, and the draft of what comes next. */
import { answer, defaultLimit, pageOf, readCursor, readPair } from '@liren/kernel'
import { check } from '../check.ts'
import { forms } from '../contract.ts'
import type { FormDefinition } from '../definition.ts'
import { leavesOf } from '../outline.ts'
import { privateCopies } from './copies.ts'
import { areasAround, type Deed } from './deed.ts'
import { lay, mustBeSound, viewOf } from './lay.ts'
import { versions } from './store-versions.ts'

export const listForms = answer(forms, 'listForms', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const rows = await versions(work.db).inForce(work.scope('form.read'), {
    area: query.area,
    after: readPair(query.after),
    limit: limit + 1,
  })
  return pageOf(
    rows.map((row) => viewOf(row, work.locale)),
    limit,
    ({ code, area }) => [code, area ?? ''],
  )
})

export const readForm = answer(forms, 'readForm', async (work, { params, query }) => {
  const found = await versions(work.db).published(params.code, areasAround(query.area))
  if (!found) throw work.refuse('no-such-form', {}, 'code')
  return { ...viewOf(found, work.locale), definition: found.definition }
})

export const listVersions = answer(forms, 'listVersions', async (work, { params, query }) => {
  const limit = query.limit ?? defaultLimit
  const [below] = readCursor(query.after) ?? []
  const rows = await versions(work.db).history(
    params.code,
    query.area ?? null,
    below === undefined ? null : Number(below),
    limit + 1,
  )
  return pageOf(
    rows.map((row) => viewOf(row, work.locale)),
    limit,
    ({ version }) => [String(version)],
  )
})

const findings = async (work: Deed, definition: unknown) => {
  const faults = check(definition)
  if (faults.length > 0) return { faults: [...faults], leaves: 0 }
  const sound = definition as FormDefinition // nothing is wrong with it
  return { faults: [...(await privateCopies(work, sound))], leaves: leavesOf(sound).length }
}

export const checkForm = answer(forms, 'checkForm', (work, { body }) => findings(work, body.definition))

/** The district's forms are its data stewards'; a community's variant is its administrator's. */
const mustShape = (work: Deed, area: string | undefined) =>
  area === undefined ? work.must('form.publish') : work.must('form.vary', { area })

export const readDraft = answer(forms, 'readDraft', async (work, { params, query }) => {
  mustShape(work, query.area)
  const draft = await versions(work.db).draft(params.code, query.area ?? null)
  return { definition: draft?.definition ?? null, basedOn: draft?.basedOn ?? null }
})

export const saveDraft = answer(forms, 'saveDraft', async (work, { params, body }) => {
  mustShape(work, body.area)
  const found = await findings(work, body.definition)
  if (found.faults.some(({ code }) => code === 'not-a-form' || code === 'too-large'))
    mustBeSound(work, body.definition, params.code)
  const all = versions(work.db)
  const base = body.area === undefined ? null : await all.newest(params.code, null)
  await all.keepDraft({
    code: params.code,
    area: body.area ?? null,
    definition: body.definition,
    basedOn: base?.version ?? null,
    by: work.actor.id,
    at: work.now,
  })
  work.audit({ object: `form:${params.code}`, area: body.area ?? null, facts: { faults: found.faults.length } })
  return found
})

/** Fields that nobody could fill in but the person: each asks whether it cannot be dropped. */
const askedOf = (definition: FormDefinition) =>
  leavesOf(definition)
    .filter(({ field }) => field.from === undefined && field.derive === undefined && field.default === undefined)
    .map(({ path }) => path)

export const publish = answer(forms, 'publish', async (work, { params, body }) => {
  mustShape(work, body.area)
  const all = versions(work.db)
  const draft = await all.draft(params.code, body.area ?? null)
  if (!draft) throw work.refuse('nothing-drafted')
  mustBeSound(work, draft.definition, params.code)
  const unanswered = askedOf(draft.definition).find((path) => !Object.hasOwn(body.kept, path))
  if (unanswered !== undefined) throw work.refuse('not-answered-why', { path: unanswered }, `kept.${unanswered}`)
  const laid = await lay(work, {
    definition: draft.definition,
    area: body.area ?? null,
    note: body.note,
    kept: body.kept,
    basedOn: draft.basedOn,
  })
  await all.dropDraft(params.code, body.area ?? null)
  return viewOf(laid, work.locale)
})

export const addField = answer(forms, 'addField', async (work, { params, body }) => {
  work.must('form.vary', { area: body.area })
  const all = versions(work.db)
  const [now, base] = [await all.published(params.code, [body.area]), await all.newest(params.code, null)]
  if (!now) throw work.refuse('no-such-form', {}, 'code')
  const { pages, ...rest } = now.definition
  const field = { ...body.field, addedBy: work.actor.name }
  const key = typeof body.field.key === 'string' ? body.field.key : ''
  const definition = {
    ...rest,
    fields: [...now.definition.fields, field],
    ...(pages
      ? {
          pages: pages.map((page, at) =>
            at === pages.length - 1 ? { ...page, groups: [...page.groups, { fields: [key] }] } : page,
          ),
        }
      : {}),
  } as FormDefinition // looked at by `lay`, whatever came in
  return viewOf(
    await lay(work, {
      definition,
      area: body.area,
      note: body.why,
      kept: { [key]: body.why },
      basedOn: now.areaCode === null ? now.version : (now.basedOn ?? base?.version ?? null),
    }),
    work.locale,
  )
})
