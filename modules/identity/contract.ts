/** Identity (身份): who is behind a request, which roles they hold and where; what others may ask, hear and be refused. */
import { AreaCode, At, defineContract, Id, Nullable, port, Type } from '@liren/contract'
import type { IdentityPort } from './port.ts'
import { accountRoutes } from './routes-accounts.ts'
import { cardRoutes } from './routes-card.ts'
import { contractRoutes } from './routes-contracts.ts'
import { driveRoutes } from './routes-drives.ts'
import { entryRoutes } from './routes-entry.ts'
import { ownRoutes } from './routes-own.ts'
import { practiceRoutes } from './routes-practice.ts'
import { screenRoutes } from './routes-screen.ts'
import { AccountKind, Role } from './shapes.ts'

export type { AccountView, EvidenceKeeper, GivenToIdentity, IdentityPort, NewAccount, UnitsNamed } from './port.ts'
export type { ContractLine, UncontractedAccount } from './routes-contracts.ts'
export * from './shapes.ts'

const administrators = ['systemAdmin', 'securityAdmin', 'communityAdmin'] as const

export const identity = defineContract({
  name: 'identity',
  permissions: {
    'account.list': administrators,
    'account.open': ['systemAdmin', 'communityAdmin'],
    'account.administer': ['systemAdmin', 'communityAdmin'],
    'grant.read': [...administrators, 'auditAdmin'],
    'grant.ask': administrators,
    'grant.approve': administrators,
    'grant.revoke': administrators,
    'contract.read': [...administrators, 'auditAdmin'],
    'contract.conclude': ['systemAdmin', 'communityAdmin'],
    'contract.own': ['handler', 'representative'],
    'authority.record': ['communityWorker', 'communityAdmin', 'gridWorker', 'acceptor', 'resident'],
    'authority.read': ['auditAdmin'],
    'registration.read': ['communityAdmin', 'communityWorker', 'dutyLeader', 'dataSteward', 'systemAdmin'],
    'drive.run': ['communityAdmin', 'communityWorker'],
    'practice.use': [
      'gridWorker',
      'communityWorker',
      'handler',
      'acceptor',
      'dutyLeader',
      'dispatcher',
      'supervisor',
      'dataSteward',
      ...administrators,
      'auditAdmin',
    ],
    'practice.renew': ['communityAdmin', 'dutyLeader', 'systemAdmin'],
  },
  refusals: {
    'wrong-credentials': 401,
    'account-locked': 423,
    'code-wrong': 401,
    'code-too-soon': 429,
    'code-quota': 429,
    'code-quota-address': 429,
    'second-factor-wrong': 401,
    'no-pending-login': 401,
    'passkey-refused': 401,
    'provider-unknown': 404,
    'provider-refused': 401,
    'provider-unreachable': 424,
    'state-unknown': 401,
    'already-linked': 409,
    'password-too-weak': 422,
    'password-reused': 422,
    'already-registered': 409,
    'id-number-invalid': 422,
    'real-name-differs': 422,
    'credit-code-invalid': 422,
    'login-name-taken': 409,
    'phone-taken': 409,
    'roles-exclude': 409,
    'same-administrator': 403,
    'role-out-of-reach': 403,
    'already-decided': 409,
    'already-held': 409,
    'account-not-active': 409,
    'unit-unknown': 422,
    'unit-needed': 422,
    'unit-is-office': 422,
    'representative-only': 422,
    'delegate-unsuitable': 422,
    'evidence-missing': 422,
    'window-invalid': 422,
    'authority-ended': 409,
    'nobody-assisted': 409,
    'helper-code-over': 404,
    'second-worker-needed': 403,
    'last-way-in': 409,
    'last-administrator': 409,
    'contract-needed': 422,
    'contract-over': 403,
    'contract-days': 422,
    'contract-known': 409,
    'beyond-contract': 422,
    'practice-closed': 409,
    'screen-over': 404,
    'screen-number-wrong': 422,
    'card-reader-off': 404,
    'card-refused': 401,
    'card-expired': 422,
    'card-unknown': 404,
    'card-unverified': 403,
    'card-for-residents': 403,
  },
  events: {
    /** A code for the phone. `phone` and `code` are sealed: only `work.secrets`-holding channels can open them. */
    'code-asked': Type.Object({
      codeId: Id,
      purpose: Type.String(),
      phoneSealed: Type.String(),
      codeSealed: Type.String(),
      expiresAt: At,
    }),
    /** A resident or enterprise registered. Sealed fields let `people` write the person down once. */
    registered: Type.Object({
      accountId: Id,
      kind: AccountKind,
      areaCode: Nullable(AreaCode),
      nameSealed: Type.String(),
      phoneSealed: Nullable(Type.String()),
      idNumberSealed: Nullable(Type.String()),
      creditCode: Nullable(Type.String()),
      /** What the real-name check said; null where none was asked. */
      realName: Nullable(Type.Enum(['same', 'unknown'])),
      /** The version of the privacy notice that stood beside the form; null where none was shown. */
      privacyVersion: Nullable(Type.Integer()),
    }),
    opened: Type.Object({ accountId: Id, kind: AccountKind }),
    /** Somebody came in by identity card at a kiosk: the person is told, in case the card was not in their hand. */
    'entered-by-card': Type.Object({ accountId: Id, place: Type.String() }),
    /** A provider of enterprises said for which one this account acts; null: for none (any more). */
    vouched: Type.Object({
      accountId: Id,
      provider: Type.String(),
      creditCode: Nullable(Type.String()),
      enterpriseName: Nullable(Type.String()),
    }),
    disabled: Type.Object({ accountId: Id }),
    enabled: Type.Object({ accountId: Id }),
    locked: Type.Object({ accountId: Id, until: At }),
    closed: Type.Object({ accountId: Id, personId: Nullable(Id) }),
    'password-changed': Type.Object({ accountId: Id, byOther: Type.Boolean() }),
    /** One session was ended by its owner, or all of them (null): whatever was opened by it ends too. */
    'signed-out': Type.Object({ accountId: Id, sessionId: Nullable(Id) }),
    'grant-asked': Type.Object({ requestId: Id, accountId: Id, role: Role, area: Type.String(), askedBy: Id }),
    granted: Type.Object({ grantId: Id, accountId: Id, role: Role, area: Type.String(), unitId: Nullable(Id) }),
    revoked: Type.Object({ grantId: Id, accountId: Id, role: Role, area: Type.String(), unitId: Nullable(Id) }),
    delegated: Type.Object({ delegationId: Id, fromAccountId: Id, toAccountId: Id, untilAt: At }),
    returned: Type.Object({ delegationId: Id, fromAccountId: Id, toAccountId: Id }),
    /** Somebody began to act for a person: the person is told. */
    assisted: Type.Object({ authorityId: Id, personId: Id, helperAccountId: Id, purpose: Type.String(), untilAt: At }),
  },
  // A whole office or street stands behind one address; accounts and phones have limits of their own.
  routes: {
    ...entryRoutes,
    ...cardRoutes,
    ...screenRoutes,
    ...practiceRoutes,
    ...ownRoutes,
    ...accountRoutes,
    ...contractRoutes,
    ...driveRoutes,
  },
  port: port<IdentityPort>(),
})
