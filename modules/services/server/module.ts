/** The plug. It names the parts; it contains no logic. */
import { catalogue } from '@liren/catalogue/contract'
import { files } from '@liren/files/contract'
import { forms } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices as notifying } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { type CarriedAlong, people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { applicationProcess } from '../application.ts'
import { services } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { renewalProcess } from '../renewal.ts'
import { seed } from '../seed.ts'
import { platformSettings } from '../settings.ts'
import { begin, beginBundle } from './begin.ts'
import { beginFound, hearFound } from './begin-found.on.ts'
import { carry } from './carry.ts'
import { countArrival } from './count-arrival.on.ts'
import { approve, decideAtOnceJob, decision, issue, refuse, verify } from './decide.ts'
import { publicSavings, savedBy, savings, use } from './figures.ts'
import { importItems } from './import-items.ts'
import { item, items, keepItem, needs, newestItem, publishItem } from './items.ts'
import { lateMaterials } from './late.ts'
import { authoriseLicence, checkLicence, licences, licenceUses, setLicence } from './licences.ts'
import { bundles, coverage, keepList, keepProof, lists, proofs } from './lists.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { withForms } from './migrations/0002-forms.ts'
import { withCounters } from './migrations/0003-counters.ts'
import { withPostHolders } from './migrations/0004-post-holders.ts'
import { withRetention } from './migrations/0005-retention.ts'
import { withSignedAndJudged } from './migrations/0006-signed-and-judged.ts'
import { withObjectionsOfAccount } from './migrations/0007-objections-of-account.ts'
import { withEffects } from './migrations/0008-effects.ts'
import { withRenewals } from './migrations/0009-renewals.ts'
import { withOutreaches } from './migrations/0010-outreaches.ts'
import { answerObjection, endNotice, endNoticesJob, notice, notices, object, publish } from './notices.ts'
import { personalData } from './personal-data.ts'
import { decidePlan, keepPlan, plans } from './plans.ts'
import { attend, fillPost, keepPost, postHolders, posts } from './posts.ts'
import { accept, askCorrection, correct, countVisit, decline, handOff, refill, supply, withdraw } from './precheck.ts'
import { checkPromise, promises } from './promises.ts'
import { reachOut, reachOutJob, reachTopic } from './reach-out.ts'
import { board, followMatter, journey, mine, read, revealAnswers } from './read.ts'
import { closeReplacedJob, followRenewal, missRenewal, renewalsJob, renewalTopics } from './renewals.ts'
import { retention } from './retention.ts'
import { consult, pass, pause, resume, visit } from './review.ts'
import { submit } from './submit.ts'
import { takeUp } from './take-up.ts'
import { tidyJob } from './tidy.job.ts'

export default defineModule({
  contract: services,
  doors: ['resident', 'merchant', 'worker'],
  needs: [territory, organisation, identity, people, files, notifying, matters, catalogue, forms],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-forms': withForms,
    '0003-counters': withCounters,
    '0004-post-holders': withPostHolders,
    '0005-retention': withRetention,
    '0006-signed-and-judged': withSignedAndJudged,
    '0007-objections-of-account': withObjectionsOfAccount,
    '0008-effects': withEffects,
    '0009-renewals': withRenewals,
    '0010-outreaches': withOutreaches,
  },
  routes: [
    ...[
      items,
      item,
      newestItem,
      needs,
      keepItem,
      publishItem,
      importItems,
      lists,
      keepList,
      coverage,
      bundles,
      proofs,
      keepProof,
    ],
    ...[savings, publicSavings, savedBy, use, reachOut],
    ...[begin, beginBundle, takeUp, submit, journey, mine, board, read, revealAnswers],
    ...[askCorrection, refill, correct, accept, decline, withdraw, supply, lateMaterials, countVisit, handOff],
    ...[pass, visit, consult, pause, resume, publish, endNotice, notices, notice, object, answerObjection],
    ...[approve, refuse, issue, decision, verify],
    ...[licences, authoriseLicence, checkLicence, licenceUses, setLicence, promises, checkPromise],
    ...[posts, keepPost, postHolders, fillPost, attend, plans, keepPlan, decidePlan],
  ],
  jobs: [decideAtOnceJob, endNoticesJob, tidyJob, renewalsJob, closeReplacedJob, beginFound, reachOutJob],
  listeners: [followMatter, countArrival, hearFound, followRenewal, missRenewal],
  settings: { platform: platformSettings },
  gives: {
    matters: { processes: [applicationProcess, renewalProcess] },
    notices: { topics: [...renewalTopics.topics, reachTopic] },
    catalogue: retention,
    people: { carry } satisfies CarriedAlong,
  },
  personalData,
  seed,
})
