/** Every query of this module, gathered from the rooms beside: one store to ask. */
import type { Db } from '@liren/kernel'
import { choices } from './store-choices.ts'
import { messages } from './store-messages.ts'
import { phoneList } from './store-phone-tasks.ts'
import { reports } from './store-reports.ts'

export type { ReportOf } from './store-reports.ts'
export type { Key, Recipient } from './store-tables.ts'

export const store = (db: Db) => ({ ...messages(db), ...choices(db), ...reports(db), ...phoneList(db) })
