/** 我的足迹 Who looked at what of mine, when, why and from which system: as a page and as a file. */
import { Readable } from 'node:stream'
import { answer, defaultLimit, readCursor, refuseField } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { stringify } from 'csv-stringify/sync'
import { catalogue } from '../contract.ts'
import { type Deed, dictionaryOf, ownPersonId } from './deed.ts'
import { privateFieldOf } from './register-facts.ts'

const exported = 10_000

type Named = (field: string) => { readonly name: string; readonly source: string }

/** Names of fields as the dictionary has them, be they of the register or of shared values. */
export const namesOf = async (work: Deed): Promise<Named> => {
  const dictionary = await dictionaryOf(work)
  const keyOf = new Map(Object.entries(privateFieldOf).map(([key, field]) => [field as string, key]))
  const language = work.locale === 'en' ? 'en' : 'zh'
  return (field) => {
    const entry = dictionary.get(keyOf.get(field) ?? field)
    return { name: entry?.name[language] ?? field, source: entry?.source ?? '' }
  }
}

const looksOf = async (
  work: Deed,
  personId: string,
  limit: number,
  offset: number,
  span: { from?: Date; until?: Date } = {},
) => {
  const nameOf = await namesOf(work)
  const { items, total } = await work.use(people).footprintsOf(personId, { limit, offset, ...span })
  return {
    total,
    items: items.map((one) => ({
      id: one.id,
      lookedAt: one.lookedAt,
      lookerName: one.lookerName,
      fields: one.fields.map((field) => nameOf(field).name),
      purpose: work.words(`people.screen.purpose.${one.purpose}`),
      reason: one.reason,
      // Shared values come from a department's system, all else from the register here.
      system: [...new Set(one.fields.map((field) => nameOf(field).source || work.words('people.title')))].join('、'),
      isMine: one.purpose === 'own-request',
      questionState: one.questionState,
    })),
  }
}

export const listMyLooks = answer(catalogue, 'listMyLooks', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const offset = Number(readCursor(after)?.[0] ?? 0)
  if (!Number.isSafeInteger(offset) || offset < 0) throw refuseField('after', 'format')
  const { items, total } = await looksOf(work, ownPersonId(work), limit, offset)
  const seen = offset + items.length
  return {
    items,
    next: seen < total ? Buffer.from(JSON.stringify([String(seen)])).toString('base64url') : null,
  }
})

export const exportMyLooks = answer(catalogue, 'exportMyLooks', async (work) => {
  const { items } = await looksOf(work, ownPersonId(work), exported, 0)
  const heading = ['when', 'who', 'what', 'purpose', 'reason', 'system'].map((name) =>
    work.words(`catalogue.screen.looks.${name}`),
  )
  const lines = items.map((one) => [
    one.lookedAt,
    one.lookerName,
    one.fields.join('、'),
    one.purpose,
    one.reason,
    one.system,
  ])
  work.http?.reply.header('content-type', 'text/csv; charset=utf-8')
  work.http?.reply.header('content-disposition', 'attachment; filename="footprints.csv"')
  return Readable.from([`\uFEFF${stringify([heading, ...lines], { escape_formulas: true })}`])
})
