/** Every query of this module: files and the claims on them. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Caption } from '../caption.ts'
import type { FileKind } from '../contract.ts'

type FilesTable = {
  id: string
  uploadedBy: string | null
  /** Whose it is in the register, where they are known there. */
  personId: string | null
  /** How a photo looks (dHash); null for what is no photo. */
  look: string | null
  guestKey: string | null
  kind: FileKind
  mime: string
  name: string
  // PostgreSQL's bigint arrives as text unless the pool parses it; both are read with Number().
  byteCount: number | string
  sha256: string
  widthPixels: number | null
  heightPixels: number | null
  takenAt: Date | null
  takenLon: number | null
  takenLat: number | null
  caption: Caption | null
  copies: number
  isReady: boolean
  uploadedAt: Date
  /** When it goes unless an object claims it; null while one holds it. */
  forgetAt: Date | null
}
type ClaimsTable = { module: string; object: string; fileId: string; isPublic: boolean; claimedAt: Date }
type Tables = { filesFiles: FilesTable; filesClaims: ClaimsTable }

export type StoredFile = Selectable<FilesTable>
export type ShownFile = StoredFile & { isPublic: boolean }

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  const shown = () =>
    tables
      .selectFrom('filesFiles')
      .selectAll('filesFiles')
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('filesClaims')
              .select('fileId')
              .whereRef('filesClaims.fileId', '=', 'filesFiles.id')
              .where('filesClaims.isPublic', '=', true),
          )
          .$castTo<boolean>()
          .as('isPublic'),
      )
  return {
    find: (id: string): Promise<ShownFile | undefined> => shown().where('id', '=', id).executeTakeFirst(),

    many: (ids: readonly string[]): Promise<ShownFile[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : shown()
            .where('id', 'in', [...ids])
            .execute(),

    lock: (ids: readonly string[]): Promise<StoredFile[]> =>
      ids.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom('filesFiles')
            .selectAll()
            .where('id', 'in', [...ids])
            .orderBy('id')
            .forUpdate()
            .execute(),

    heldBy: (module: string, object: string): Promise<ShownFile[]> =>
      shown()
        .innerJoin('filesClaims as held', 'held.fileId', 'filesFiles.id')
        .where('held.module', '=', module)
        .where('held.object', '=', object)
        .orderBy('filesFiles.uploadedAt')
        .orderBy('filesFiles.id')
        .execute(),

    /** One statement with its tail. False when the id is taken already. */
    add: async (file: StoredFile, tail: RawBuilder<unknown> | null) => {
      const insert = tables
        .insertInto('filesFiles')
        .values({ ...file, caption: json(file.caption) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
      const added = tail
        ? await sql`with ${tail}, added as (${insert}) select id from added`.execute(db)
        : await insert.execute()
      return ('rows' in added ? added.rows : added).length > 0
    },

    /** For a write that changes nothing after all: only its tail. */
    note: (tail: RawBuilder<unknown>) => sql`with ${tail} select 1`.execute(db),

    ready: (id: string, copies: number) =>
      tables.updateTable('filesFiles').set({ isReady: true, copies }).where('id', '=', id).execute(),

    recaption: (id: string, caption: Caption | null) =>
      tables
        .updateTable('filesFiles')
        .set({ caption: json(caption), isReady: false })
        .where('id', '=', id)
        .execute(),

    draftsOfGuest: async (guestKey: string, since: Date) => {
      const { count } = await tables
        .selectFrom('filesFiles')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('guestKey', '=', guestKey)
        .where('uploadedAt', '>', since)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** Bytes an account uploaded that nothing holds yet. */
    waitingOfAccount: async (accountId: string) => {
      const { bytes } = await tables
        .selectFrom('filesFiles')
        .select((eb) => eb.fn.sum('byteCount').as('bytes'))
        .where('uploadedBy', '=', accountId)
        .where('forgetAt', 'is not', null)
        .executeTakeFirstOrThrow()
      return Number(bytes ?? 0)
    },

    holders: (ids: readonly string[]) =>
      tables
        .selectFrom('filesClaims')
        .select(['fileId', 'module', 'object'])
        .where('fileId', 'in', [...ids])
        .execute(),

    claim: async (ids: readonly string[], claim: Omit<ClaimsTable, 'fileId'>) => {
      if (ids.length === 0) return
      await tables
        .insertInto('filesClaims')
        .values(ids.map((fileId) => ({ ...claim, fileId })))
        .onConflict((conflict) =>
          conflict
            .columns(['module', 'object', 'fileId'])
            .doUpdateSet({ isPublic: (eb) => eb.ref('excluded.isPublic') }),
        )
        .execute()
      await tables
        .updateTable('filesFiles')
        .set({ forgetAt: null })
        .where('id', 'in', [...ids])
        .execute()
    },

    publish: (module: string, object: string, isPublic: boolean) =>
      tables
        .updateTable('filesClaims')
        .set({ isPublic })
        .where('module', '=', module)
        .where('object', '=', object)
        .returning('fileId')
        .execute(),

    /** Lets go, and says of how many; those nobody holds any more are forgotten at the given time. */
    release: async (module: string, object: string, ids: readonly string[] | null, forgetAt: Date) => {
      let letGo = tables.deleteFrom('filesClaims').where('module', '=', module).where('object', '=', object)
      if (ids) letGo = letGo.where('fileId', 'in', [...ids])
      const gone = await letGo.returning('fileId').execute()
      if (gone.length > 0)
        await tables
          .updateTable('filesFiles')
          .set({ forgetAt })
          .where(
            'id',
            'in',
            gone.map((one) => one.fileId),
          )
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(selectFrom('filesClaims').select('fileId').whereRef('filesClaims.fileId', '=', 'filesFiles.id')),
            ),
          )
          .execute()
      return gone.length
    },

    ofPerson: (personId: string) =>
      tables
        .selectFrom('filesFiles')
        .select(['id', 'kind', 'mime', 'name', 'uploadedAt', 'takenAt', 'takenLon', 'takenLat'])
        .where('personId', '=', personId)
        .orderBy('uploadedAt')
        .limit(5000)
        .execute(),
    /** Drafts go; what an object holds stays, without whose it was and where they stood. */
    forgetPerson: async (personId: string, now: Date) => {
      const isHeld = sql<boolean>`exists (select 1 from files_claims c where c.file_id = files_files.id)`
      const drafts = await tables
        .updateTable('filesFiles')
        .set({ forgetAt: now, personId: null, uploadedBy: null })
        .where('personId', '=', personId)
        .where(sql<boolean>`not ${isHeld}`)
        .returning('id')
        .execute()
      const held = await tables
        .updateTable('filesFiles')
        .set({ personId: null, uploadedBy: null, takenLon: null, takenLat: null, name: sql<string>`kind` })
        .where('personId', '=', personId)
        .returning('id')
        .execute()
      return { erased: drafts.length, kept: held.length }
    },

    /** Removes up to 200 files whose time has come. */
    purge: (now: Date) =>
      tables
        .deleteFrom('filesFiles')
        .where('id', 'in', (eb) =>
          eb
            .selectFrom('filesFiles')
            .select('id')
            .where('forgetAt', '<=', now)
            .orderBy('forgetAt')
            .limit(200)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['id', 'sha256', 'copies'])
        .execute(),

    remove: (id: string) =>
      tables
        .deleteFrom('filesFiles')
        .where('id', '=', id)
        .where('forgetAt', 'is not', null)
        .returning(['id', 'sha256', 'copies'])
        .executeTakeFirst(),
  }
}

// pg would send an object as a composite value otherwise; the column is jsonb, so text with a cast is right.
const json = (caption: Caption | null) => (caption === null ? null : sql<Caption>`${JSON.stringify(caption)}::jsonb`)
