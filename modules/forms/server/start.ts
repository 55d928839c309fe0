/** Somebody begins a form: what is held about them is read under their own refusals, and stands in it with its source. */
import { catalogue, type Subject, type Value, type Why } from '@liren/catalogue/contract'
import type { Input, RouteOf } from '@liren/contract'
import { answer, bothWords } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { nothingFilled } from '../accept.ts'
import { forms } from '../contract.ts'
import { type FormDefinition, say } from '../definition.ts'
import { keysOf } from '../outline.ts'
import type { Started } from '../port.ts'
import { type HeldValue, prefillFrom } from '../prefill.ts'
import type { SubmissionView } from '../shapes.ts'
import { areasAround, type Deed, dayOf, subjectOf } from './deed.ts'
import { submissions } from './store-submissions.ts'
import { versions } from './store-versions.ts'
import { openContent, ownLine, sealContent, showSubmission, versionOf } from './submission.ts'

const dayMs = 86_400_000
export const draftDays = 30
export const expiryOf = (now: Date) => new Date(now.getTime() + draftDays * dayMs)

type Subjects = { readonly personId: string | null; readonly enterpriseId: string | null }

type Asked = { readonly subject: Subject; readonly keys: readonly string[]; readonly why: Why }

/** Refused keys are not asked for at all, so they leave no footprint. What a law asks for is asked for under that law. */
const asksFor = (
  work: Deed,
  definition: FormDefinition,
  { personId, enterpriseId }: Subjects,
  refused: readonly string[],
): readonly Asked[] => {
  const wanted = keysOf(definition).filter((key) => !refused.includes(key))
  const isOfEnterprise = (key: string) => key.startsWith('enterprise.')
  const bothOf = (words: Parameters<typeof say>[0]) => bothWords({ 'zh-CN': say(words, 'zh-CN'), en: say(words, 'en') })
  const title = bothOf(definition.title) || definition.code
  const byLaw = new Set(definition.statutory?.keys ?? [])
  const reason = work.words('forms.screen.prefillReason', { title })
  const duty = work
    .words('forms.screen.prefillByLawReason', { title, law: bothOf(definition.statutory?.law) })
    .slice(0, 200)
  const about = (kind: 'person' | 'enterprise', id: string | null, keys: readonly string[]): readonly Asked[] => {
    if (id === null) return []
    const subject = { kind, id }
    return [
      { subject, keys: keys.filter((key) => !byLaw.has(key)), why: { purpose: 'service', reason, basis: 'consent' } },
      {
        subject,
        keys: keys.filter((key) => byLaw.has(key)),
        why: { purpose: 'service', reason: duty, basis: 'statutoryDuty' },
      },
    ]
  }
  return [
    ...about(
      'person',
      personId,
      wanted.filter((key) => !isOfEnterprise(key)),
    ),
    ...about('enterprise', enterpriseId, wanted.filter(isOfEnterprise)),
  ].filter(({ keys }) => keys.length > 0)
}

export const heldFor = async (
  work: Deed,
  definition: FormDefinition,
  subjects: Subjects,
  refused: readonly string[],
): Promise<readonly HeldValue[]> => {
  const values: Value[] = []
  for (const { subject, keys, why } of asksFor(work, definition, subjects, refused))
    values.push(...(await work.use(catalogue).values(subject, keys, why)))
  return values.filter(({ value, withheld }) => withheld === null && value !== null)
}

/** Whom a form is for, where, and in which version. */
const settingOf = async (work: Deed, started: Omit<Started, 'id'>) => {
  const personId = started.personId === undefined ? subjectOf(work) : started.personId
  const area = started.area ?? (personId ? ((await work.use(people).person(personId))?.areaCode ?? null) : null)
  const version = started.versionId
    ? await versions(work.db).byId(started.versionId)
    : await versions(work.db).published(started.code, areasAround(area))
  const refused = [...new Set(started.refused ?? [])]
  return { area, version, subjects: { personId, enterpriseId: started.enterpriseId ?? null }, refused }
}

/** Before the act: owners of data are asked for what the form will be filled with. A form begun already asks nobody. */
export const askAhead = async (work: Deed, started: Started): Promise<void> => {
  if (await submissions(work.db).byId(started.id)) return
  const { version, subjects, refused } = await settingOf(work, started)
  if (!version) return
  for (const { subject, keys, why } of asksFor(work, version.definition, subjects, refused))
    await work.use(catalogue).askOwners(subject, keys, why)
}

/** Checks no permission; see the port. */
export const begin = async (work: Deed, started: Started): Promise<SubmissionView> => {
  const all = submissions(work.db)
  if (await all.byId(started.id)) {
    const line = await ownLine(work, started.id)
    return showSubmission(work, line, await versionOf(work, line), openContent(work, line))
  }
  const { area, version, subjects, refused } = await settingOf(work, started)
  if (!version) throw work.refuse('no-such-form', {}, 'code')
  const values = await heldFor(work, version.definition, subjects, refused)
  const { offers, answers } = prefillFrom(version.definition, values, dayOf(work.now))
  const content = { filled: { ...nothingFilled, answers, refused }, offers, held: values.map(({ key }) => key) }
  const isAssisted = work.actor.onBehalfOf !== null
  const isNew = await all.begin({
    id: started.id,
    versionId: version.id,
    code: version.code,
    accountId: work.actor.id,
    ...subjects,
    isAssisted,
    channel: started.channel ?? (isAssisted ? 'proxy' : 'online'),
    areaCode: area,
    holder: started.holder ?? null,
    isKeptByHolder: started.isKeptByHolder ?? false,
    content: sealContent(work, started.id, content),
    startedAt: work.now,
    expiresAt: expiryOf(work.now),
  })
  const line = await (isNew ? all.byId(started.id) : ownLine(work, started.id))
  if (!line) throw new Error('a submission just begun is gone')
  work.audit({
    object: `submission:${started.id}`,
    area,
    facts: { code: version.code, offered: Object.keys(offers).length },
  })
  return showSubmission(work, line, version, isNew ? content : openContent(work, line))
}

/** What was handed in, once more as a draft: whoever corrects changes what was asked for and nothing else. */
export const beginAgain = async (work: Deed, fromId: string, newId: string): Promise<SubmissionView> => {
  const all = submissions(work.db)
  const from = await all.byId(fromId)
  if (!from) throw work.refuse('not-found')
  const version = await versionOf(work, from)
  const isAssisted = work.actor.onBehalfOf !== null
  const isNew = await all.begin({
    ...from,
    id: newId,
    accountId: work.actor.id,
    isAssisted,
    channel: isAssisted ? from.channel : 'online',
    content: sealContent(work, newId, openContent(work, from)),
    startedAt: work.now,
    expiresAt: expiryOf(work.now),
    againOf: fromId,
  })
  const line = await ownLine(work, newId)
  if (!isNew && line.code !== from.code) throw work.refuse('not-found')
  work.audit({ object: `submission:${newId}`, area: from.areaCode, facts: { code: from.code, again: fromId } })
  return showSubmission(work, line, version, openContent(work, line))
}

export const firms = answer(forms, 'firms', async (work) => {
  const subject = subjectOf(work)
  const mine = subject ? await work.use(people).enterprisesOf(subject) : []
  return { items: mine.map(({ enterprise: { id, name } }) => ({ id, name })) }
})

const startedOf = (body: Input<RouteOf<typeof forms, 'start'>>['body']): Started => ({
  id: body.id,
  code: body.code,
  ...(body.area === undefined ? {} : { area: body.area }),
  ...(body.channel === undefined ? {} : { channel: body.channel }),
  ...(body.enterpriseId === undefined ? {} : { enterpriseId: body.enterpriseId }),
  ...(body.refused === undefined ? {} : { refused: body.refused }),
})

const mayActFor = async (work: Deed, enterpriseId: string | undefined) => {
  if (enterpriseId === undefined) return true
  const subject = subjectOf(work)
  const mine = subject ? await work.use(people).enterprisesOf(subject) : []
  return mine.some(({ enterprise }) => enterprise.id === enterpriseId)
}

export const start = answer(
  forms,
  'start',
  async (work, { body }) => {
    if (!(await mayActFor(work, body.enterpriseId))) throw work.refuse('not-your-enterprise', {}, 'enterpriseId')
    return begin(work, startedOf(body))
  },
  {
    ahead: async (work, { body }) => {
      if (await mayActFor(work, body.enterpriseId)) await askAhead(work, startedOf(body))
    },
  },
)
