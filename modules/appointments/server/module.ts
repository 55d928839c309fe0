/** The plug. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { type CarriedAlong, people } from '@liren/people/contract'
import { appointments } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { platformSettings } from '../settings.ts'
import { appeal, book, cancel, mine, slots } from './book.ts'
import { carry, comeOnce } from './carry.ts'
import { leaveTheDead } from './leave-the-dead.on.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { aboutMatters } from './migrations/0002-about-matters.ts'
import { personalData } from './personal-data.ts'
import { keepPlace, places } from './places.ts'
import { answerAppeal, checkIn, serve, today } from './receive.ts'
import { retention } from './retention.ts'
import { topics } from './shown.ts'
import { turnJob } from './turn.job.ts'

export default defineModule({
  contract: appointments,
  doors: ['resident', 'merchant', 'worker'],
  needs: [identity, people, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables, '0002-about-matters': aboutMatters },
  routes: [places, slots, book, cancel, mine, appeal, today, checkIn, serve, answerAppeal, keepPlace],
  jobs: [turnJob],
  listeners: [leaveTheDead, comeOnce],
  settings: { platform: platformSettings },
  gives: { notices: topics, catalogue: retention, people: { carry } satisfies CarriedAlong },
  personalData,
  seed,
})
