/** The plug. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { signOn } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import * as asks from './asks.ts'
import * as clients from './clients.ts'
import { consents, withdraw } from './consents.ts'
import * as ending from './end-with-session.on.ts'
import { dropClient, noteClient, noteClientUse } from './hear-library.on.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { sessionsAndAccounts } from './migrations/0002-sessions-and-accounts.ts'
import { personalData } from './personal.ts'
import * as spoken from './speak.ts'
import { rotate, sweep } from './tidy.job.ts'

export default defineModule({
  contract: signOn,
  needs: [territory, identity, people],
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables, '0002-sessions-and-accounts': sessionsAndAccounts },
  routes: [
    spoken.discovery,
    spoken.keys,
    spoken.authorize,
    spoken.resume,
    spoken.tokens,
    spoken.revokeToken,
    spoken.userinfo,
    spoken.userinfoByForm,
    spoken.endSession,
    spoken.confirmEnd,
    spoken.ended,
    asks.asking,
    asks.enter,
    asks.prove,
    asks.consent,
    asks.decline,
    consents,
    withdraw,
    clients.clients,
    clients.makeSecret,
    clients.switchClient,
  ],
  listeners: [
    noteClient,
    noteClientUse,
    dropClient,
    ending.endWithSession,
    ending.endWhenLocked,
    ending.endWithPassword,
    ending.endWhenSuspended,
    ending.endWithAccount,
  ],
  jobs: [sweep, rotate],
  personalData,
  seed,
})
