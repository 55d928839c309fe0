/** What accounts are called, for whoever reads the audit. */
import type { AccountNames, AccountsNamed } from '@liren/kernel'
import { accountsStore } from './store-accounts.ts'

export const accountNames: AccountNames = async (db, ids) =>
  new Map((await accountsStore(db).views(ids)).map(({ id, displayName }) => [id, displayName]))

export const accountsNamed: AccountsNamed = async (db, text) =>
  (await accountsStore(db).named(text, 200)).map(({ id }) => id)
