/** Queries on privacy notices. */
import type { Db } from '@liren/kernel'
import type { PrivacyOccasion, PrivacyText } from '../privacy.ts'
import { asJson } from './store-tables.ts'

export type PrivacyRow = {
  readonly occasion: PrivacyOccasion
  readonly version: number
  readonly zh: PrivacyText
  readonly en: PrivacyText
  readonly publishedAt: Date
  readonly publishedBy: string
}
type Tables = {
  noticesPrivacyNotices: PrivacyRow
  noticesPrivacySeen: { occasion: PrivacyOccasion; accountId: string; version: number; seenAt: Date }
}

export const privacyStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    versions: (occasion: PrivacyOccasion) =>
      tables
        .selectFrom('noticesPrivacyNotices')
        .selectAll()
        .where('occasion', '=', occasion)
        .orderBy('version', 'desc')
        .execute(),

    /** False where somebody else published this version at the same time. */
    publish: async (row: PrivacyRow) =>
      (await tables
        .insertInto('noticesPrivacyNotices')
        .values({ ...row, zh: asJson(row.zh), en: asJson(row.en) })
        .onConflict((conflict) => conflict.columns(['occasion', 'version']).doNothing())
        .returning('version')
        .executeTakeFirst()) !== undefined,

    see: (occasion: PrivacyOccasion, accountId: string, version: number, seenAt: Date) =>
      tables
        .insertInto('noticesPrivacySeen')
        .values({ occasion, accountId, version, seenAt })
        .onConflict((conflict) => conflict.columns(['occasion', 'accountId']).doNothing())
        .execute(),

    seenBy: (accountId: string) =>
      tables
        .selectFrom('noticesPrivacySeen')
        .select(['occasion', 'version', 'seenAt'])
        .where('accountId', '=', accountId)
        .execute(),
  }
}
