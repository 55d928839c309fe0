/** The plug. It names the parts; it contains no logic. */
import { catalogue } from '@liren/catalogue/contract'
import { files } from '@liren/files/contract'
import { forms } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { begin } from './begin.ts'
import { boards } from './boards.ts'
import { compareAreas, comparison } from './compare-uses.ts'
import { findProcess } from './edition.ts'
import { formulas, publishFormula, withdrawFormula } from './formulas.ts'
import { handedIn } from './handed-in.ts'
import { dropRecommended, keepRecommended, leaveWhatWasDue, takeUpDue } from './hear-mandates.on.ts'
import { indicators } from './indicators.ts'
import { checkParcel, install } from './install.ts'
import * as library from './library.ts'
import { checkReach } from './linked/check-reach.job.ts'
import { inside } from './linked/inside.ts'
import { openLink } from './linked/open-link.ts'
import * as making from './making.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { formsAndFindings } from './migrations/0002-forms-and-findings.ts'
import { linksAndPorts } from './migrations/0003-links-and-ports.ts'
import { remarks } from './migrations/0004-remarks.ts'
import { madeTogether } from './migrations/0005-made-together.ts'
import { levels } from './migrations/0006-levels.ts'
import { roadmap } from './migrations/0007-roadmap.ts'
import { ownWord } from './migrations/0008-own-word.ts'
import { trialArea } from './migrations/0009-trial-area.ts'
import { recommended } from './migrations/0010-recommended.ts'
import { sharedKeys } from './migrations/0011-shared-keys.ts'
import { homeUnit } from './migrations/0012-home-unit.ts'
import { askedBy } from './migrations/0013-asked-by.ts'
import { photos } from './migrations/0014-photos.ts'
import { portSecrets } from './migrations/0015-port-secrets.ts'
import { creditFormulas } from './migrations/0016-credit-formulas.ts'
import { qualityBonus } from './migrations/0017-quality-bonus.ts'
import { followMatter, moveRecord, reveal } from './move-record.ts'
import * as needing from './needs.ts'
import * as offering from './offers.ts'
import { open } from './open.ts'
import { personalData } from './personal.ts'
import { callPort, portFace } from './ports/call-port.ts'
import * as keeping from './ports/keep-ports.ts'
import { makePortSecret } from './ports/secret.ts'
import { portSweep } from './ports/sweep.job.ts'
import { processVersions } from './process-versions.ts'
import { ownKey, publishers, revokeKey, trustKey } from './publishers.ts'
import * as recommending from './recommended.ts'
import * as records from './records.ts'
import * as remarking from './remarks.ts'
import { remind, toolTopics } from './remind.job.ts'
import { running, runningHere } from './running.ts'
import { standardRecords } from './standard-records.ts'
import { tellTrialAsked } from './tell-trial.on.ts'
import { tellUpgrade } from './tell-upgrade.on.ts'
import { tellWithdrawn } from './tell-withdrawn.on.ts'
import { tidy } from './tidy.job.ts'
import * as togetherness from './together.ts'
import * as trials from './trials.ts'
import * as uses from './uses.ts'

export default defineModule({
  contract: toolLibrary,
  doors: ['resident', 'worker', 'merchant'],
  needs: [territory, organisation, identity, people, files, notices, matters, catalogue, forms],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-forms-and-findings': formsAndFindings,
    '0003-links-and-ports': linksAndPorts,
    '0004-remarks': remarks,
    '0005-made-together': madeTogether,
    '0006-levels': levels,
    '0007-roadmap': roadmap,
    '0008-own-word': ownWord,
    '0009-trial-area': trialArea,
    '0010-recommended': recommended,
    '0011-shared-keys': sharedKeys,
    '0012-home-unit': homeUnit,
    '0013-asked-by': askedBy,
    '0014-photos': photos,
    '0015-port-secrets': portSecrets,
    '0016-credit-formulas': creditFormulas,
    '0017-quality-bonus': qualityBonus,
  },
  routes: [
    library.schema,
    library.list,
    library.tool,
    library.entities,
    indicators,
    library.parcel,
    boards,
    formulas,
    publishFormula,
    withdrawFormula,
    library.standards,
    library.comments,
    library.comment,
    library.decideStandard,
    standardRecords,
    needing.needs,
    needing.askNeed,
    needing.voteNeed,
    needing.serving,
    recommending.recommended,
    recommending.notNeeded,
    recommending.recommendedAnswers,
    recommending.waitingHere,
    uses.uses,
    uses.use,
    uses.rename,
    uses.switchUse,
    uses.upgrade,
    uses.rollBack,
    uses.retire,
    uses.remove,
    uses.exportData,
    uses.rate,
    running,
    runningHere,
    begin,
    open,
    records.list,
    records.mine,
    records.waiting,
    records.read,
    records.ofMatter,
    moveRecord,
    reveal,
    making.check,
    making.drafts,
    making.draft,
    handedIn,
    making.keepDraft,
    making.dropDraft,
    making.fork,
    making.revise,
    making.submit,
    trials.trials,
    trials.answerTrial,
    making.reviews,
    making.decide,
    making.withdraw,
    publishers,
    trustKey,
    revokeKey,
    comparison,
    processVersions,
    compareAreas,
    install,
    checkParcel,
    ownKey,
    openLink,
    inside,
    portFace,
    callPort,
    keeping.reach,
    keeping.checkNow,
    keeping.ports,
    keeping.portCalls,
    keeping.switchPort,
    keeping.letThrough,
    makePortSecret,
    remarking.remark,
    remarking.myRemarks,
    remarking.remarks,
    remarking.answerRemark,
    remarking.noteMeeting,
    remarking.remarkFigures,
    togetherness.together,
    togetherness.noteTogether,
    togetherness.becameOf,
    togetherness.makeFrom,
    offering.offer,
    offering.myOffers,
    offering.withdrawOffer,
    offering.offers,
    offering.answerOffer,
  ],
  listeners: [
    followMatter,
    tellWithdrawn,
    tellUpgrade,
    tellTrialAsked,
    takeUpDue,
    leaveWhatWasDue,
    keepRecommended,
    dropRecommended,
  ],
  jobs: [remind, tidy, checkReach, portSweep],
  gives: { matters: { processes: [], find: findProcess }, notices: toolTopics },
  personalData,
  seed,
})
