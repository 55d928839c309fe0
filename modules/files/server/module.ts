/** The plug of files: it names the parts and contains no logic. */
import { defineModule } from '@liren/kernel'
import { files } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { PlatformSettings } from '../settings.ts'
import { discard, draft } from './draft.ts'
import { evidenceUrl, keepEvidence, releaseEvidence } from './evidence.ts'
import { fetchBytes } from './fetch.ts'
import { makeCopiesJob } from './make-copies.job.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { whoseAndLooks } from './migrations/0002-whose-and-looks.ts'
import { waitingOfAccount } from './migrations/0003-waiting-of-account.ts'
import { personalData } from './personal-data.ts'
import { filesPort } from './port.ts'
import { eraseBytesJob, purge } from './purge.job.ts'
import { upload } from './upload.ts'

export default defineModule({
  contract: files,
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-whose-and-looks': whoseAndLooks,
    '0003-waiting-of-account': waitingOfAccount,
  },
  routes: [upload, draft, discard, fetchBytes],
  jobs: [makeCopiesJob, purge, eraseBytesJob],
  settings: { platform: PlatformSettings },
  port: filesPort,
  gives: { identity: { keepEvidence, evidenceUrl, releaseEvidence } },
  personalData,
})
