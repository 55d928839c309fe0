/** Queries on what people and administrators chose: preferences, mailboxes, the providers' templates. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ChannelName, ProviderTemplate } from '../contract.ts'
import { asJson, open } from './store-tables.ts'

export const choices = (db: Db) => {
  const tables = open(db)
  return {
    refusedChannels: async (accountId: string, topic: string) =>
      await tables
        .selectFrom('noticesPreferences')
        .select(['channel', 'isOn'])
        .where('accountId', '=', accountId)
        .where('topic', '=', topic)
        .execute(),

    preferences: (accountId: string) =>
      tables
        .selectFrom('noticesPreferences')
        .select(['topic', 'channel', 'isOn'])
        .where('accountId', '=', accountId)
        .execute(),

    prefer: (
      accountId: string,
      changes: readonly { topic: string; channel: ChannelName; isOn: boolean }[],
      changedAt: Date,
    ) =>
      tables
        .insertInto('noticesPreferences')
        .values(changes.map((change) => ({ ...change, accountId, changedAt })))
        .onConflict((conflict) =>
          conflict
            .columns(['accountId', 'topic', 'channel'])
            .doUpdateSet((eb) => ({ isOn: eb.ref('excluded.isOn'), changedAt: eb.ref('excluded.changedAt') })),
        )
        .execute(),

    mailbox: (accountId: string) =>
      tables.selectFrom('noticesMailboxes').select('emailSealed').where('accountId', '=', accountId).executeTakeFirst(),

    putMailbox: (accountId: string, emailSealed: string | null, changedAt: Date) =>
      emailSealed === null
        ? tables.deleteFrom('noticesMailboxes').where('accountId', '=', accountId).execute()
        : tables
            .insertInto('noticesMailboxes')
            .values({ accountId, emailSealed, changedAt })
            .onConflict((conflict) => conflict.column('accountId').doUpdateSet({ emailSealed, changedAt }))
            .execute(),

    forget: async (accountId: string) => {
      const choices = await tables
        .deleteFrom('noticesPreferences')
        .where('accountId', '=', accountId)
        .returning('topic')
        .execute()
      const boxes = await tables
        .deleteFrom('noticesMailboxes')
        .where('accountId', '=', accountId)
        .returning('accountId')
        .execute()
      return choices.length + boxes.length
    },

    providerTemplate: (channel: ChannelName, template: string) =>
      tables
        .selectFrom('noticesProviderTemplates')
        .selectAll()
        .where(sql<boolean>`channel = ${channel}`)
        .where('template', '=', template)
        .executeTakeFirst(),

    providerTemplates: () =>
      tables.selectFrom('noticesProviderTemplates').selectAll().orderBy('template').orderBy('channel').execute(),

    putProviderTemplate: ({ channel, template, providerTemplate, parameters }: ProviderTemplate) =>
      tables
        .insertInto('noticesProviderTemplates')
        .values({ channel, template, providerTemplate, parameters: asJson(parameters) })
        .onConflict((conflict) =>
          conflict.columns(['channel', 'template']).doUpdateSet({ providerTemplate, parameters: asJson(parameters) }),
        )
        .execute(),
  }
}
