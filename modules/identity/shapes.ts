/** The views of identity: what is told about accounts, sessions, roles, absences and authorities. */
import { AreaCode, At, Id, Nullable, Personal, type Static, Type } from '@liren/contract'

/** The fixed vocabulary of roles. */
export const roleNames = [
  'guest',
  'resident',
  'merchant',
  'gridWorker',
  'communityWorker',
  'handler',
  'representative',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
  'dataSteward',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const
export type Role = (typeof roleNames)[number]
export const Role = Type.Enum([...roleNames])

/**
 * Person (居民), enterprise (企业), staff (工作人员), representative (共治单位代表: acts for an owners' committee, a property firm or a
 * social organisation), third party (第三方: auditor, survey firm), service (对接系统).
 */
export const AccountKind = Type.Enum(['person', 'enterprise', 'staff', 'representative', 'thirdParty', 'service'])
export type AccountKind = Static<typeof AccountKind>

export const DisplayName = Personal(Type.String({ minLength: 1, maxLength: 40 }))

/** One role, where it holds. `fromAccountId` names the colleague for whom it is held while they are away. */
export const HeldRole = Type.Object({
  role: Role,
  area: Type.String(),
  unitId: Nullable(Id),
  fromAccountId: Nullable(Id),
})
export type HeldRole = Static<typeof HeldRole>

/** What stands between a correct password and the whole account. */
export const NextStep = Type.Enum(['second-factor', 'enrol-second-factor', 'change-password'])
export type NextStep = Static<typeof NextStep>

/** Which board a person lands on. */
export const Persona = Type.Enum(['guest', 'resident', 'merchant', 'worker', 'desk'])
export type Persona = Static<typeof Persona>

/** Who am I: asked once by every screen. */
export const SessionView = Type.Object({
  account: Nullable(
    Type.Object({
      id: Id,
      loginName: Type.String(),
      displayName: DisplayName,
      kind: AccountKind,
      personId: Nullable(Id),
      areaCode: Nullable(AreaCode),
      unitId: Nullable(Id),
    }),
  ),
  roles: Type.Array(HeldRole),
  persona: Persona,
  boards: Type.Array(Persona),
  next: Nullable(NextStep),
  provedAt: Nullable(At),
  onBehalfOf: Nullable(Type.Object({ personId: Id, authorityId: Id, purpose: Type.String(), until: At })),
  isDemo: Type.Boolean(),
})
export type SessionView = Static<typeof SessionView>

/** One line of the accounts list; residents' names are masked. */
export const AccountLine = Type.Object({
  id: Id,
  loginName: Type.String(),
  displayName: DisplayName,
  kind: AccountKind,
  areaCode: Nullable(AreaCode),
  unitId: Nullable(Id),
  unitName: Nullable(Type.String()),
  status: Type.Enum(['active', 'disabled', 'closed']),
  lockedUntil: Nullable(At),
  lastSeenAt: Nullable(At),
  roles: Type.Array(HeldRole),
})
export type AccountLine = Static<typeof AccountLine>

/** A role held by an account, with who asked, who approved and until when. */
export const GrantLine = Type.Object({
  id: Id,
  accountId: Id,
  role: Role,
  area: Type.String(),
  unitId: Nullable(Id),
  unitName: Nullable(Type.String()),
  givenBy: Nullable(Id),
  approvedBy: Nullable(Id),
  fromAt: At,
  untilAt: Nullable(At),
})
export type GrantLine = Static<typeof GrantLine>

/** A role asked for, waiting for the second administrator. */
export const GrantRequest = Type.Object({
  id: Id,
  accountId: Id,
  accountName: DisplayName,
  role: Role,
  area: Type.String(),
  unitId: Nullable(Id),
  unitName: Nullable(Type.String()),
  reason: Type.String(),
  askedBy: Id,
  askedByName: DisplayName,
  askedAt: At,
  untilAt: Nullable(At),
  status: Type.Enum(['waiting', 'approved', 'refused', 'withdrawn']),
  decidedBy: Nullable(Id),
  decidedAt: Nullable(At),
})
export type GrantRequest = Static<typeof GrantRequest>

/** Somebody's roles lent to a colleague while they are away (外出委托). */
export const Delegation = Type.Object({
  id: Id,
  fromAccountId: Id,
  toAccountId: Id,
  toName: DisplayName,
  fromAt: At,
  untilAt: At,
  roles: Type.Array(Role),
})
export type Delegation = Static<typeof Delegation>

/** A recorded authority to act for a person (代办授权): who, for whom, why, on what evidence, until when. */
export const Authority = Type.Object({
  id: Id,
  personId: Id,
  helperAccountId: Id,
  helperName: DisplayName,
  relation: Type.Enum(['staff', 'relative', 'guardian']),
  purpose: Type.String(),
  evidenceFileId: Nullable(Id),
  untilAt: At,
  recordedBy: Id,
  /** When a second worker looked at a guardian's paper; null where nobody has. */
  confirmedAt: Nullable(At),
})
export type Authority = Static<typeof Authority>

/** An authority as whoever audits sees it: names of residents masked. */
export const AuthorityLine = Type.Object({
  ...Authority.properties,
  personName: Nullable(DisplayName),
  recordedByName: DisplayName,
  recordedAt: At,
  endedAt: Nullable(At),
})
export type AuthorityLine = Static<typeof AuthorityLine>

/** A device on which the account is signed in. */
export const SessionLine = Type.Object({
  id: Id,
  device: Type.String(),
  how: Type.String(),
  startedAt: At,
  lastSeenAt: At,
  isThisOne: Type.Boolean(),
})
export type SessionLine = Static<typeof SessionLine>

/** The account page of the person themself. */
export const MyAccount = Type.Object({
  id: Id,
  loginName: Type.String(),
  displayName: DisplayName,
  phoneMasked: Nullable(Type.String()),
  realNameAt: Nullable(At),
  hasPassword: Type.Boolean(),
  passwordChangedAt: Nullable(At),
  hasTotp: Type.Boolean(),
  passkeys: Type.Array(Type.Object({ id: Id, label: Type.String(), addedAt: At, usedAt: Nullable(At) })),
  providers: Type.Array(Type.Object({ provider: Type.String(), linkedAt: At })),
  sessions: Type.Array(SessionLine),
  delegations: Type.Array(Delegation),
  authorities: Type.Array(Authority),
})
export type MyAccount = Static<typeof MyAccount>

/** Everything a screen needs to print a poster that leads into one community (一码). */
export const IntakeCode = Type.Object({
  areaCode: AreaCode,
  url: Type.String(),
  title: Type.String(),
  steps: Type.Array(Type.String()),
})
