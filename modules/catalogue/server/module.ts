/** The plug of the data catalogue. It names the parts; it contains no logic. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenToMatters, matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { catalogue } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { processes } from '../processes.ts'
import { seed } from '../seed.ts'
import { analyseDataset } from './analyse.ts'
import { listAssessments, makeAssessment } from './assessments.ts'
import { closeBreach, containBreach, listBreaches, listToldBreaches, reportBreach, tellBreach } from './breaches.ts'
import { challengeConflict, challengeMine, checkException, listExceptions, revealValues } from './challenge.ts'
import { decideConsent, listMyConsents } from './consent.ts'
import {
  decideUpdate,
  listDatasetLog,
  listDatasets,
  listUpdates,
  readDataset,
  registerDataset,
  submitUpdate,
} from './datasets.ts'
import { endGrants } from './end-grants.job.ts'
import { challengeFirmValue, listFirmLooks, listFirmValues, listMyFirms } from './enterprises.ts'
import { keepEntry, listEntries, listEntryChanges, readEntry, restoreEntry, retireEntry } from './entries.ts'
import { answerFirmQuestion, listFirmQuestions, questionFirmLook } from './firm-questions.ts'
import { followCells } from './follow-cells.on.ts'
import { hearPeople } from './hear-people.on.ts'
import { markLate } from './late.job.ts'
import { exportMyLooks, listMyLooks } from './looks.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { datasets } from './migrations/0002-datasets.ts'
import { rights } from './migrations/0003-rights.ts'
import { createQuality } from './migrations/0004-quality.ts'
import { breaches } from './migrations/0005-breaches.ts'
import { typed } from './migrations/0006-typed.ts'
import { valueImports } from './migrations/0007-value-imports.ts'
import { overruled } from './migrations/0008-overruled.ts'
import { refuted } from './migrations/0009-refuted.ts'
import { ownerPorts } from './migrations/0010-owner-ports.ts'
import { entryChangesTable } from './migrations/0011-entry-changes.ts'
import { outgoing } from './migrations/0012-outgoing.ts'
import { callsAbout } from './migrations/0013-calls-about.ts'
import { disputes } from './migrations/0014-disputes.ts'
import { enterpriseLooks } from './migrations/0015-enterprise-looks.ts'
import { moreRights } from './migrations/0016-more-rights.ts'
import { enterpriseQuestions } from './migrations/0017-enterprise-questions.ts'
import { listMyValues } from './my-values.ts'
import { downloadOpenDataset, listOpenDatasets, readOpenDataset } from './open.ts'
import {
  keepSubscriber,
  listDeliveries,
  listSubscribers,
  newSubscriberSecret,
  replayDeliveries,
  switchSubscriber,
} from './outgoing/keep.ts'
import { sendOut, wakeOut } from './outgoing/send.job.ts'
import { confirmSheet, downloadSheet, listSheets, makeSheet } from './outgoing/sheets.ts'
import { tellSystems } from './outgoing/tell.on.ts'
import { checkOwnerPorts } from './owner-ports/check.job.ts'
import {
  checkOwnerPort,
  keepOwnerPort,
  listOwnerCalls,
  listOwnerPorts,
  newOwnerPortSecret,
  switchOwnerPort,
} from './owner-ports/keep.ts'
import { askMyOwner, listMyOwners, listVerifiable, verifyValue } from './owner-ports/verify.ts'
import { personalData } from './personal-data.ts'
import { port } from './port.ts'
import { checkQualityJob, keepQualityRule, listQualityRules } from './quality.ts'
import { liftMyRestriction, readMyRestriction } from './restriction.ts'
import { checkRetention, deleteDue, listInventory, listRetention, ownRetention } from './retention.ts'
import { answerRight, askRight, listCorrectable, listMyRights, listRights } from './rights.ts'
import { closeChallenge, correctChallenge, lookAtChallenge, readChallenge } from './settle-challenge.ts'
import {
  answerRequest,
  askForDataset,
  disputeAnswer,
  listRequests,
  listUses,
  proveDeletion,
  readSharing,
  settleDispute,
  useDataset,
} from './sharing.ts'
import { keepSystem, listSystems } from './systems.ts'
import { importValues, listTellable, listValueImports, readValueImport } from './tell-values.ts'
import { topics } from './topics.ts'
import { findUsage, heartbeat, usagePeriod } from './tracker.ts'
import { readRetyping } from './typed.ts'

export default defineModule({
  contract: catalogue,
  doors: ['resident', 'worker'],
  needs: [territory, organisation, identity, people, files, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-datasets': datasets,
    '0003-rights': rights,
    '0004-quality': createQuality,
    '0005-breaches': breaches,
    '0006-typed': typed,
    '0007-value-imports': valueImports,
    '0008-overruled': overruled,
    '0009-refuted': refuted,
    '0010-owner-ports': ownerPorts,
    '0011-entry-changes': entryChangesTable,
    '0012-outgoing': outgoing,
    '0013-calls-about': callsAbout,
    '0014-disputes': disputes,
    '0015-enterprise-looks': enterpriseLooks,
    '0016-more-rights': moreRights,
    '0017-enterprise-questions': enterpriseQuestions,
  },
  routes: [
    ...[listQualityRules, keepQualityRule, readRetyping],
    ...[listEntries, readEntry, keepEntry, retireEntry, restoreEntry, listEntryChanges],
    ...[listOwnerPorts, keepOwnerPort, newOwnerPortSecret, switchOwnerPort, checkOwnerPort, listOwnerCalls],
    ...[verifyValue, listVerifiable, listMyOwners, askMyOwner],
    ...[listSubscribers, keepSubscriber, newSubscriberSecret, switchSubscriber, listDeliveries, replayDeliveries],
    ...[makeSheet, listSheets, downloadSheet, confirmSheet],
    ...[listMyConsents, decideConsent, listMyValues],
    ...[listDatasets, readDataset, registerDataset, listDatasetLog, submitUpdate, listUpdates, decideUpdate],
    ...[listOpenDatasets, readOpenDataset, downloadOpenDataset],
    ...[askForDataset, listRequests, answerRequest, useDataset, proveDeletion, listUses, readSharing],
    ...[disputeAnswer, settleDispute, analyseDataset],
    ...[listMyFirms, listFirmValues, listFirmLooks, challengeFirmValue],
    ...[questionFirmLook, listFirmQuestions, answerFirmQuestion],
    ...[listSystems, keepSystem],
    ...[listMyLooks, exportMyLooks, findUsage, usagePeriod, heartbeat],
    ...[askRight, listMyRights, listRights, listCorrectable, answerRight],
    ...[listExceptions, checkException, revealValues, challengeMine],
    ...[readChallenge, lookAtChallenge, correctChallenge, readMyRestriction, liftMyRestriction],
    ...[listRetention, listInventory],
    ...[reportBreach, listBreaches, containBreach, tellBreach, closeBreach, listToldBreaches],
    ...[listAssessments, makeAssessment],
    ...[listTellable, importValues, listValueImports, readValueImport],
  ],
  jobs: [checkQualityJob, markLate, deleteDue, checkOwnerPorts, sendOut, wakeOut, endGrants],
  listeners: [...hearPeople, ...tellSystems, followCells, challengeConflict, closeChallenge],
  collects: 'catalogue',
  checkGiven: checkRetention,
  gives: {
    matters: { processes } satisfies GivenToMatters,
    notices: { topics } satisfies GivenTopics,
    catalogue: ownRetention,
  },
  port,
  personalData,
  seed,
})
