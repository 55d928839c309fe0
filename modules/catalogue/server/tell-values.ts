/** The doors of departments' tables: what may be told, a file coming in, and what became of earlier ones. */
import { answer, defaultLimit, mustBeFresh, pageOf, readCursor } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { isTellable, rowColumns, toldAbout } from '../value-file.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { valueImportStore } from './store-value-imports.ts'
import { importValuesFrom, isDistrictSteward, ownersOf, shownImport, tellerOf } from './value-imports.ts'

const columnsOf = (work: Deed, text: string): Readonly<Record<string, string>> => {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    read = null
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw work.refuse('column-unmapped', { heading: '' }, 'columns')
  return Object.fromEntries(
    Object.entries(read).flatMap(([column, heading]) => (typeof heading === 'string' ? [[column, heading]] : [])),
  )
}

const seenBy = (work: Pick<Deed, 'scope' | 'actor'>) => ({
  scope: work.scope('value.tell'),
  isSteward: isDistrictSteward(work),
  accountId: work.actor.id,
})

export const importValues = answer(catalogue, 'importValues', async (work) => {
  const { fields, file } = work.http?.upload ?? { fields: new Map<string, string>(), file: null }
  const isDryRun = fields.get('dryRun') === 'true'
  // Trying out changes nothing; taking in changes thousands at once.
  if (!isDryRun) mustBeFresh(work)
  if (!file) throw work.refuse('file-missing', {}, 'file')
  const source = fields.get('source')?.trim() ?? ''
  if (source.length > 100) throw work.refuse('source-long', {}, 'source')
  const columns = fields.get('columns')
  const about = toldAbout.find((one) => one === (fields.get('about') ?? 'person'))
  if (!about) throw work.refuse('kind-unknown', {}, 'about')
  return importValuesFrom(work, {
    fileName: file.name,
    bytes: await file.bytes(),
    isDryRun,
    about,
    on: fields.get('on') || null,
    source: source || null,
    ...(columns ? { columns: columnsOf(work, columns) } : {}),
    teller: await tellerOf(work),
  })
})

export const listTellable = answer(catalogue, 'listTellable', async (work) => {
  const language = work.locale === 'en' ? 'en' : 'zh'
  const entries = [...(await dictionaryOf(work)).values()]
  const owned = await ownersOf(work, entries, await tellerOf(work))
  return {
    items: entries.flatMap((entry) => {
      const about = toldAbout.find((one) => isTellable(entry, one))
      return about
        ? [
            {
              ...{ key: entry.key, name: entry.name[language], about, type: entry.type, owner: entry.owner },
              ...{ source: entry.source, isMine: owned.has(entry.key) },
            },
          ]
        : []
    }),
  }
})

export const listValueImports = answer(catalogue, 'listValueImports', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const rows = await valueImportStore(work.db).list(seenBy(work), readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(await Promise.all(rows.map((row) => shownImport(work, row))), limit, ({ id }) => [id])
})

export const readValueImport = answer(catalogue, 'readValueImport', async (work, { params, query }) => {
  const imports = valueImportStore(work.db)
  const row = await imports.find(seenBy(work), params.id)
  if (!row) throw work.refuse('not-found', {}, 'id')
  const dictionary = await dictionaryOf(work)
  const language = work.locale === 'en' ? 'en' : 'zh'
  const own: readonly string[] = [...rowColumns, 'row']
  return {
    report: await shownImport(work, row),
    errors: (await imports.faults(row.id, query.afterRow ?? 0, 500)).map((one) => ({
      ...one,
      fieldName: own.includes(one.field)
        ? work.words(`catalogue.screen.tell.column.${one.field}`)
        : (dictionary.get(one.field)?.name[language] ?? one.field),
      reason: work.words(`catalogue.rowFault.${one.code}`),
    })),
  }
})
