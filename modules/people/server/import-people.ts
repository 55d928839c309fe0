/** The import over HTTP: a file with its column map, tried first if wished, and the report of every row. */
import { answer, defaultLimit, mustBeFresh, pageOf, readCursor } from '@liren/kernel'
import { people } from '../contract.ts'
import { importPeople as take } from './importing.ts'
import { imports } from './store-imports.ts'

/** Fields beside the file: `columns` (JSON: field → heading), `map` (a saved one), `dryRun`, `areaCode`. */
export const importPeople = answer(people, 'importPeople', async (work) => {
  const { fields, file } = work.http?.upload ?? { fields: new Map<string, string>(), file: null }
  const isDryRun = fields.get('dryRun') === 'true'
  // Trying out changes nothing; taking in changes thousands at once.
  if (!isDryRun) mustBeFresh(work)
  if (!file) throw work.refuse('file-missing', {}, 'file')
  return take(work, {
    fileName: file.name,
    bytes: await file.bytes(),
    isDryRun,
    ...(fields.has('columns') ? { columns: readColumns(fields.get('columns') ?? '') ?? refuseColumns() } : {}),
    ...(fields.get('map') ? { mapName: fields.get('map') ?? '' } : {}),
    ...(fields.get('areaCode') ? { areaCode: fields.get('areaCode') ?? '' } : {}),
  })

  function refuseColumns(): never {
    throw work.refuse('column-unmapped', {}, 'columns')
  }
})

const readColumns = (text: string): Record<string, string> | null => {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return null
    return Object.fromEntries(
      Object.entries(read).flatMap(([field, heading]) => (typeof heading === 'string' ? [[field, heading]] : [])),
    )
  } catch {
    return null
  }
}

/** Reports are for whoever started them; somebody with the right everywhere sees all. */
const mine = (work: { scope: (permission: string) => { everywhere: boolean }; actor: { id: string | null } }) =>
  work.scope('register.import').everywhere ? null : work.actor.id

export const listImports = answer(people, 'listImports', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const items = await imports(work.db).list(mine(work), readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(items, limit, ({ id }) => [id])
})

export const readImport = answer(people, 'readImport', async (work, { params, query }) => {
  const store = imports(work.db)
  const report = await store.find(params.id)
  const only = mine(work)
  if (!report || (only !== null && (await store.startedBy(params.id)) !== only))
    throw work.refuse('not-found', {}, 'id')
  const errors = await store.errors(params.id, query.afterRow ?? 0, 500)
  return { report, errors: errors.map((one) => ({ ...one, reason: work.words(`people.refusal.${one.code}`) })) }
})

export const listColumnMaps = answer(people, 'listColumnMaps', async (work) => ({
  items: await imports(work.db).columnMaps(),
}))

export const saveColumnMap = answer(people, 'saveColumnMap', async (work, { params, body }) => {
  await imports(work.db).saveColumnMap(params.name, body.columns, work.now)
})
