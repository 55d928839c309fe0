/** The tables of this module as TypeScript sees them; only the stores beside this file use them. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ChannelName, NoticeFact, PhoneTask, ProviderTemplate, Reach, TopicKind, Urgency } from '../contract.ts'
import type { Tried } from '../ladder.ts'

export type SendingRow = {
  id: string
  topic: string
  kind: TopicKind
  template: string
  facts: Record<string, NoticeFact>
  link: string | null
  urgency: Urgency
  groupKey: string | null
  object: string | null
  senderUnitId: string | null
  senderName: string | null
  senderArea: string | null
  onceKey: string | null
  sentAt: Date
}
export type MessageRow = {
  id: string
  sendingId: string
  accountId: string | null
  personId: string | null
  phoneSealed: string | null
  groupKey: string | null
  foldedInto: string | null
  count: number
  reach: Reach
  sentAt: Date
  readAt: Date | null
  openedAt: Date | null
  nextAt: Date | null
}
export type DeliveryRow = {
  id: string
  messageId: string
  accountId: string | null
  channel: ChannelName
  status: Tried
  providerId: string | null
  code: string | null
  attempts: number
  triedAt: Date
  receivedAt: Date | null
}
type Tables = {
  noticesSendings: SendingRow
  noticesMessages: MessageRow
  noticesDeliveries: DeliveryRow
  noticesPreferences: { accountId: string; topic: string; channel: ChannelName; isOn: boolean; changedAt: Date }
  noticesMailboxes: { accountId: string; emailSealed: string; changedAt: Date }
  noticesProviderTemplates: {
    channel: ProviderTemplate['channel']
    template: string
    providerTemplate: string
    parameters: ProviderTemplate['parameters']
  }
  noticesPhoneTasks: {
    id: string
    messageId: string
    areaCode: string
    unitId: string | null
    state: PhoneTask['state']
    takenById: string | null
    takenAt: Date | null
    outcome: PhoneTask['outcome']
    doneAt: Date | null
    createdAt: Date
  }
}

export type Recipient = Pick<MessageRow, 'id' | 'accountId' | 'personId' | 'phoneSealed'>
/** A place in a list ordered by time, then id. */
export type Key = { readonly at: Date; readonly id: string }

export const asJson = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`

export const open = (db: Db) => db.withTables<Tables>()
