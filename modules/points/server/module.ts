/** The plug. It names the parts; it contains no logic. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenToMatters, matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { type CarriedAlong, people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { objection } from '../appeal.ts'
import { points } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { communitySettings, platformSettings } from '../settings.ts'
import { entryTopics } from '../topics.ts'
import { award } from './award.on.ts'
import { port } from './book.ts'
import { budget, budgets, days, publicDays, setBudget } from './budget.ts'
import { carry } from './carry.ts'
import { closeDays } from './close-days.job.ts'
import { expire, warn } from './expire.job.ts'
import { decideFlag, flags, lookForAbuse } from './flags.ts'
import { donate, share } from './give.ts'
import { decideGrant, grant, grants } from './grants.ts'
import { levels, publishLevels } from './levels.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { whenItHappened } from './migrations/0002-when-it-happened.ts'
import { grants as grantTables } from './migrations/0003-grants.ts'
import { ownVersionsAndLinks } from './migrations/0004-own-versions-and-links.ts'
import { wordsInBothLanguages } from './migrations/0005-words-in-both-languages.ts'
import { warnedUntil } from './migrations/0006-warned-until.ts'
import { followed } from './migrations/0007-followed.ts'
import { levels as levelTable } from './migrations/0008-levels.ts'
import { decideObjection, object, objections, objectUnpaid } from './objections.ts'
import { entries, entriesOf, mine } from './own.ts'
import { personalData } from './personal-data.ts'
import { answerReading, publishReading, readings } from './readings.ts'
import { retention } from './retention.ts'
import { publish, rehearse, ruleEvents, rules } from './rules.ts'

export default defineModule({
  contract: points,
  doors: ['resident'],
  needs: [territory, organisation, identity, people, files, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-when-it-happened': whenItHappened,
    '0003-grants': grantTables,
    '0004-own-versions-and-links': ownVersionsAndLinks,
    '0005-words-in-both-languages': wordsInBothLanguages,
    '0006-warned-until': warnedUntil,
    '0007-followed': followed,
    '0008-levels': levelTable,
  },
  routes: [
    mine,
    entries,
    object,
    objectUnpaid,
    share,
    donate,
    rules,
    levels,
    publishLevels,
    ruleEvents,
    rehearse,
    publish,
    budget,
    budgets,
    setBudget,
    grant,
    grants,
    decideGrant,
    entriesOf,
    flags,
    decideFlag,
    objections,
    decideObjection,
    days,
    publicDays,
    readings,
    publishReading,
    answerReading,
  ],
  jobs: [closeDays, expire, warn, lookForAbuse],
  listeners: [award],
  settings: { community: communitySettings, platform: platformSettings },
  port,
  gives: {
    notices: entryTopics,
    catalogue: retention,
    matters: { processes: [objection] } satisfies GivenToMatters,
    people: { carry } satisfies CarriedAlong,
  },
  personalData,
  seed,
})
