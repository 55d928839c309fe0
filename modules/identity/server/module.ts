/** The plug of identity: it names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { identity, type Role, roleNames } from '../contract.ts'
import { excludes } from '../grant.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { accountNames, accountsNamed } from './account-names.ts'
import {
  disableAccount,
  enableAccount,
  listAccounts,
  openAccount,
  readAccount,
  setUnit,
  unlockAccount,
} from './accounts.ts'
import {
  authoritiesOver,
  confirmAuthority,
  endAuthority,
  listAuthorities,
  recordAuthority,
  startAssistance,
  stopAssistance,
} from './assistance.ts'
import { authenticate } from './authenticate.ts'
import { askCard, cardReader, logInByCard } from './cards.ts'
import { closeAccount } from './close-account.ts'
import { askCode, logInByCode } from './codes.ts'
import {
  concludeContract,
  contractsOfUnit,
  endContract,
  listContracts,
  listUncontracted,
  prolongContract,
} from './contracts.ts'
import { colleagues, startDelegation, stopDelegation } from './delegations.ts'
import { addDrivePoint, drive, endDrivePoint, setDriveTarget } from './drives.ts'
import { endIdle } from './end-idle.job.ts'
import { lookAtPaper, retention } from './evidence.ts'
import { followCells, leaveCell } from './follow-cells.on.ts'
import {
  administrators,
  approveGrant,
  askGrant,
  listGrantRequests,
  listGrants,
  refuseGrant,
  revokeGrant,
} from './grants.ts'
import { lookAtHelper, showHelperCode } from './helper-codes.ts'
import { leaveUnit } from './leave-unit.on.ts'
import { letTrade } from './let-trade.on.ts'
import { logIn } from './log-in.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { codesByAddress } from './migrations/0002-codes-by-address.ts'
import { realName } from './migrations/0003-real-name.ts'
import screenLogIns from './migrations/0004-screen-log-ins.ts'
import screenAccount from './migrations/0005-screen-account.ts'
import contracts from './migrations/0006-contracts.ts'
import drives from './migrations/0007-drives.ts'
import vouchedTickets from './migrations/0008-vouched-tickets.ts'
import vouchedGrants from './migrations/0009-vouched-grants.ts'
import helperCodes from './migrations/0010-helper-codes.ts'
import confirmedAuthorities from './migrations/0011-confirmed-authorities.ts'
import representatives from './migrations/0012-representatives.ts'
import { addPasskey, challengeNewPasskey, challengePasskey, logInByPasskey, removePasskey } from './passkeys.ts'
import { changePassword, resetPassword } from './password-change.ts'
import { personalData } from './personal-data.ts'
import { provePhone } from './phone-proof.ts'
import { port } from './port.ts'
import { openPractice, practice } from './practice/practice.ts'
import { proveAgain } from './proof.ts'
import { linkProvider, logInByProvider, providers, startProvider } from './provider-log-in.ts'
import { registerEnterprise, registerResident } from './register.ts'
import { intakeCode, registrations, visit } from './registrations.ts'
import { restIdleAccounts } from './rest-idle-accounts.job.ts'
import { askScreen, awaitScreen, decideScreen, enterScreen, lookAtScreen } from './screens.ts'
import { confirmTotp, giveSecondFactor, removeTotp, startTotp } from './second-factor.ts'
import { endSession, logOut, me, session } from './session.ts'
import { platformSettings } from './settings.ts'
import { sweep } from './sweep.job.ts'

/** What the frame itself lets each role do; everything else is in the modules' own contracts. */
const frame: Partial<Record<Role, readonly string[]>> = {
  systemAdmin: ['settings.read', 'settings.change', 'modules.read', 'jobs.read'],
  securityAdmin: ['settings.read', 'modules.read'],
  auditAdmin: ['audit.read'],
  communityAdmin: ['settings.read', 'settings.change'],
}

export default defineModule({
  contract: identity,
  collects: 'persons',
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-codes-by-address': codesByAddress,
    '0003-real-name': realName,
    '0004-screen-log-ins': screenLogIns,
    '0005-screen-account': screenAccount,
    '0006-contracts': contracts,
    '0007-drives': drives,
    '0008-vouched-tickets': vouchedTickets,
    '0009-vouched-grants': vouchedGrants,
    '0010-helper-codes': helperCodes,
    '0011-confirmed-authorities': confirmedAuthorities,
    '0012-representatives': representatives,
  },
  settings: { platform: platformSettings },
  roles: Object.fromEntries(roleNames.map((role) => [role, { may: frame[role] ?? [], excludes: excludes(role) }])),
  authenticate,
  accountNames,
  accountsNamed,
  port,
  personalData,
  seed,
  jobs: [sweep, endIdle, restIdleAccounts],
  listeners: [followCells, leaveCell, leaveUnit, letTrade],
  gives: { catalogue: retention },
  routes: [
    session,
    logIn,
    askCode,
    logInByCode,
    giveSecondFactor,
    challengePasskey,
    logInByPasskey,
    providers,
    startProvider,
    logInByProvider,
    linkProvider,
    cardReader,
    askCard,
    logInByCard,
    askScreen,
    awaitScreen,
    enterScreen,
    lookAtScreen,
    decideScreen,
    practice,
    openPractice,
    logOut,
    proveAgain,
    provePhone,
    registerResident,
    registerEnterprise,
    me,
    changePassword,
    challengeNewPasskey,
    addPasskey,
    removePasskey,
    startTotp,
    confirmTotp,
    removeTotp,
    endSession,
    closeAccount,
    colleagues,
    startDelegation,
    stopDelegation,
    showHelperCode,
    lookAtHelper,
    recordAuthority,
    listAuthorities,
    authoritiesOver,
    confirmAuthority,
    lookAtPaper,
    endAuthority,
    startAssistance,
    stopAssistance,
    listAccounts,
    readAccount,
    openAccount,
    disableAccount,
    setUnit,
    enableAccount,
    unlockAccount,
    resetPassword,
    listGrants,
    askGrant,
    listGrantRequests,
    approveGrant,
    refuseGrant,
    revokeGrant,
    administrators,
    listContracts,
    listUncontracted,
    contractsOfUnit,
    concludeContract,
    prolongContract,
    endContract,
    drive,
    setDriveTarget,
    addDrivePoint,
    endDrivePoint,
    registrations,
    intakeCode,
    visit,
  ],
})
