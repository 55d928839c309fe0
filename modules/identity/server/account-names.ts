/** What accounts are called, for whoever reads the audit. */
import type { AccountNames } from '@liren/kernel'
import { accountsStore } from './store-accounts.ts'

export const accountNames: AccountNames = async (db, ids) =>
  new Map((await accountsStore(db).views(ids)).map(({ id, displayName }) => [id, displayName]))
