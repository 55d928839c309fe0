/** What foundations and features may ask of identity from inside, in the same transaction as their own act. */
import type { AccountKind, HeldRole, Role } from './shapes.ts'

/** An account as colleagues see it: never a password, never a phone. */
export type AccountView = {
  readonly id: string
  readonly loginName: string
  readonly displayName: string
  readonly kind: AccountKind
  readonly personId: string | null
  readonly areaCode: string | null
  readonly unitId: string | null
  readonly isActive: boolean
}

/** An account made by a seed or an import; roles given here skip the second administrator and are audited as the system's. */
export type NewAccount = {
  readonly id?: string
  readonly loginName: string
  readonly displayName: string
  readonly kind: AccountKind
  readonly personId?: string | null
  readonly areaCode?: string | null
  readonly unitId?: string | null
  readonly phone?: string
  readonly password?: string
  readonly roles?: readonly { readonly role: Role; readonly area: string; readonly unitId?: string | null }[]
}

/**
 * Part of whoever keeps the register of persons: `gives: { identity: { areaOf } satisfies GivenToIdentity }`. Most people who are
 * helped have no account, and only the register knows where they belong. Null for nobody it knows, and for nowhere yet.
 */
export type GivenToIdentity = {
  readonly areaOf: (work: object, personId: string) => Promise<string | null>
  /** Has the office looked at this resident number, and is it this person's? A number somebody gave of themself is nobody's yet. */
  readonly isNumberOf: (work: object, personId: string, idNumber: string) => Promise<boolean>
  /** A look at what identity keeps of a person leaves its footprint with them. */
  readonly noteLook: (work: object, personId: string, reason: string) => Promise<void>
  /** Does the register hold one as guardian of the other: a child's recorded parent, or a grown person of a child's own household? */
  readonly isGuardianOf: (work: object, guardianId: string, wardId: string) => Promise<boolean>
  /** Masked names of persons, by id; who is not known is left out. */
  readonly namesOf: (work: object, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/**
 * Part of whoever keeps the organisation: open units by id, in any order; what is unknown or closed is missing from the answer.
 * `isOffice` is false of owners' committees, property firms and social organisations, for which representatives act.
 */
export type UnitsNamed = {
  readonly unitsNamed: (
    work: object,
    ids: readonly string[],
  ) => Promise<readonly { readonly id: string; readonly name: string; readonly isOffice: boolean }[]>
}

/**
 * Part of whoever keeps files. Takes a draft of the acting account into the keeping of `object`; false where it is none of theirs,
 * or there is none.
 */
export type EvidenceKeeper = {
  readonly keepEvidence: (work: object, fileId: string, object: string) => Promise<boolean>
  /** An address by which the paper can be looked at for some minutes; null where none is kept. */
  readonly evidenceUrl: (work: object, object: string) => Promise<string | null>
  /** Lets go of it; answers how many papers it was. */
  readonly releaseEvidence: (work: object, object: string) => Promise<number>
}

export type IdentityPort = {
  readonly account: (id: string) => Promise<AccountView | null>
  /** In one query, in any order; unknown ids are missing from the answer. */
  readonly accounts: (ids: readonly string[]) => Promise<readonly AccountView[]>
  /**
   * Active accounts holding a role that reaches the place: their grant's area covers `area`, and, where `unitId` is given,
   * the grant is for that very unit. Roles lent while away count for the colleague who stands in. With `below` those too whose grant lies
   * inside `area`, but for some areas in it.
   */
  readonly holders: (asked: {
    readonly role: Role
    readonly area?: string
    readonly unitId?: string
    readonly below?: { readonly butNot: readonly string[] }
  }) => Promise<readonly string[]>
  readonly accountByLogin: (loginName: string) => Promise<AccountView | null>
  readonly accountOfPerson: (personId: string) => Promise<string | null>
  /** Of many at once, by person; whoever has no account is missing from the answer. */
  readonly accountsOfPersons: (personIds: readonly string[]) => Promise<Readonly<Record<string, string>>>
  /**
   * The day each of them was last signed in, or their account made where they never were; whoever has no account is missing. For bulk
   * work of declared purpose: looking for those nobody hears of, never for what somebody does here.
   */
  readonly lastHereOn: (personIds: readonly string[]) => Promise<Readonly<Record<string, string>>>
  /** In which standing somebody acts for another under this authority; null where it is unknown. */
  readonly relationOf: (authorityId: string) => Promise<'staff' | 'relative' | 'guardian' | null>
  /**
   * Does the acting account act for somebody as staff, or on an authority the office wrote down? Then what is that person's in points
   * or hours is not theirs to move: whoever wrote it down is the one who would gain. Only family the person named themself may, and a
   * guardian the register knows as such, once a second worker has looked at the paper.
   */
  readonly isSentByOffice: () => Promise<boolean>
  readonly rolesOf: (accountId: string) => Promise<readonly HeldRole[]>
  /** Ties an account to its person once `people` knows them; refuses nothing when it already is. */
  readonly linkPerson: (accountId: string, personId: string) => Promise<void>
  /** Ties an account to another person than before: who they said they were gave way to whom the office knows. */
  readonly movePerson: (accountId: string, from: string, to: string) => Promise<void>
  /** For channels only: phones in the clear of accounts to be written to. Never show, never store. */
  readonly phonesOf: (accountIds: readonly string[]) => Promise<Readonly<Record<string, string>>>
  /** For channels only: what an outside provider (`wechat`, `wecom`, `dingtalk`…) calls these accounts. */
  readonly subjectsOf: (provider: string, accountIds: readonly string[]) => Promise<Readonly<Record<string, string>>>
  /** Somebody stopped following an outside account (取消关注): counted for their community, never by name. */
  readonly unfollowed: (provider: string, subject: string) => Promise<void>
  /** Ends the account of a person for good, as they asked elsewhere; false where there is none. Administrators hand over first. */
  readonly closeAccountOf: (personId: string) => Promise<boolean>
  /**
   * Is this phone in the hands of the acting account: by a proof of the last quarter of an hour (`POST /phone-proofs`), or, without
   * one, because the account signs in by it?
   */
  readonly isPhoneProved: (phone: string, proof: string | null) => Promise<boolean>
  readonly createAccount: (account: NewAccount) => Promise<string>
}
