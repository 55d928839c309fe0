/** The plug of the register of people. It names the parts; it contains no logic. */

import { type GivenToIdentity, identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { people } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { communitySettings } from '../settings.ts'
import { audience } from './audience.ts'
import { declineClaim, listClaims, lookAtClaim } from './claims.ts'
import { readCoverage, setPermanentCount } from './coverage.ts'
import {
  authoriseHandler,
  listEnterprises,
  listMyEnterprises,
  readEnterprise,
  registerEnterprise,
  withdrawHandler,
} from './enterprises.ts'
import { followCells } from './follow-cells.on.ts'
import {
  addDwellingTie,
  addHouseholdMember,
  createHousehold,
  endDwellingTie,
  readDwelling,
  readHousehold,
  removeHouseholdMember,
} from './homes.ts'
import { importPeople, listColumnMaps, listImports, readImport, saveColumnMap } from './import-people.ts'
import { letAct, letActOnceKnown } from './let-act.on.ts'
import { recordBirth, recordMarriage } from './life-events.ts'
import {
  answerFootprintQuestion,
  listFootprintQuestions,
  listFootprints,
  listMyFootprints,
  questionFootprint,
  readMe,
  updateMine,
} from './me.ts'
import {
  joinCommunity,
  leaveCommunity,
  listMemberships,
  listMyMemberships,
  moveCommunity,
  verifyMembership,
} from './membership.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { looksElsewhere } from './migrations/0002-looks-elsewhere.ts'
import { erasureRequests } from './migrations/0003-erasure-requests.ts'
import { claims } from './migrations/0004-claims.ts'
import { declaredNumbers } from './migrations/0005-declared-numbers.ts'
import { vouchedHandlers } from './migrations/0006-vouched-handlers.ts'
import { vouchers } from './migrations/0007-vouchers.ts'
import { births } from './migrations/0008-births.ts'
import birthdayMarks from './migrations/0009-birthday-marks.ts'
import { personalData } from './personal-data.ts'
import { listExceptions, listPersons, listUnregistered, lookUp, readPerson } from './persons.ts'
import { areaOf, isGuardianOf, isNumberOf, namesOf, noteIdentityLook, port } from './port.ts'
import { check, register, removeTag, setTag, update } from './register.ts'
import { reveal, revealMine } from './reveal.ts'
import {
  answerErasure,
  askErasure,
  handOutCopy,
  listErasures,
  listMyErasures,
  noteErasure,
  takeMyCopy,
  withdrawErasure,
} from './rights.ts'
import { linkAccount, writeDownAccount } from './write-down-account.on.ts'

export default defineModule({
  contract: people,
  doors: ['merchant', 'worker'],
  needs: [territory, identity],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-looks-elsewhere': looksElsewhere,
    '0003-erasure-requests': erasureRequests,
    '0004-claims': claims,
    '0005-declared-numbers': declaredNumbers,
    '0006-vouched-handlers': vouchedHandlers,
    '0007-vouchers': vouchers,
    '0008-births': births,
    '0009-birthday-marks': birthdayMarks,
  },
  routes: [
    ...[
      listPersons,
      lookUp,
      readPerson,
      register,
      update,
      reveal,
      check,
      listExceptions,
      linkAccount,
      listClaims,
      lookAtClaim,
      declineClaim,
      setTag,
      removeTag,
    ],
    ...[readMe, revealMine, updateMine, listMyFootprints, questionFootprint, listFootprints],
    ...[listFootprintQuestions, answerFootprintQuestion],
    ...[listMyMemberships, joinCommunity, moveCommunity, leaveCommunity, listMemberships, verifyMembership],
    ...[
      createHousehold,
      readHousehold,
      addHouseholdMember,
      removeHouseholdMember,
      readDwelling,
      addDwellingTie,
      endDwellingTie,
    ],
    ...[listEnterprises, readEnterprise, registerEnterprise, listMyEnterprises, authoriseHandler, withdrawHandler],
    ...[readCoverage, setPermanentCount, listUnregistered],
    ...[takeMyCopy, handOutCopy, listMyErasures, askErasure, withdrawErasure, listErasures, noteErasure, answerErasure],
    ...[recordBirth, recordMarriage],
    ...[importPeople, listImports, readImport, listColumnMaps, saveColumnMap],
  ],
  listeners: [writeDownAccount, letAct, letActOnceKnown, followCells],
  settings: { community: communitySettings },
  port,
  gives: {
    identity: { areaOf, isNumberOf, noteLook: noteIdentityLook, namesOf, isGuardianOf } satisfies GivenToIdentity,
    notices: { audience },
  },
  personalData,
  seed,
})
