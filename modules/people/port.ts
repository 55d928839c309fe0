/** What other modules may ask of the register from inside, in the same transaction as their own act. */
import type {
  Capacity,
  DwellingTie,
  Enterprise,
  Footprint,
  Household,
  Membership,
  Person,
  PersonChange,
  PrivateField,
  Purpose,
  Registration,
  Residence,
} from './shapes.ts'

/** Values read through the door, per person. A field is null where nothing is kept. */
export type Revealed = Partial<Record<PrivateField, string | null>>

/** Facts about a person for audience and eligibility rules; what is not known is simply not there. */
export type PersonFacts = {
  /** Years completed by the end of this calendar year: the exact birthday stays behind the read door, where whoever decides asks for it. */
  readonly age?: number
  readonly sex?: 'F' | 'M'
  readonly areaCode?: string
  readonly residence?: Residence
  readonly tags: readonly string[]
  readonly capacities: readonly Capacity[]
  readonly livesAlone?: boolean
}

/** A private field of the register, or the dotted key under which another module keeps something of a person. */
export type LookedAt = PrivateField | `${string}.${string}`

/** One figure to count for every area: who, narrowed down. Ages are years completed by the end of this year. */
export type PeopleTally = {
  readonly name: string
  readonly of: 'persons' | 'households' | 'enterprises' | 'members'
  readonly where?: {
    readonly ageFrom?: number
    readonly ageUntil?: number
    readonly sex?: 'female' | 'male'
    readonly residence?: Residence
    readonly tag?: string
    /** For enterprises: a part of their kind. */
    readonly kind?: string
    /** For households: members at least. */
    readonly sizeFrom?: number
  }
}

/** What became of a number: whose it is, that nobody here has it, or why it cannot be anybody's (a refusal's code and its field). */
export type NumberMatch =
  | { readonly personId: string }
  | { readonly isAbsent: true }
  | { readonly fault: string; readonly field: 'identityNumber' | 'fullName' }

/** Facts of the open register. `livesAlone` is null for who is in no household: that is not known. */
export type OpenFacts = {
  readonly sex: 'F' | 'M' | null
  readonly areaCode: string | null
  readonly residence: Residence
  readonly isLiving: boolean
  readonly tags: readonly string[]
  readonly livesAlone: boolean | null
  readonly lastVerifiedOn: string | null
  readonly registeredOn: string
}

/**
 * Part of whoever keeps things under a person of the register: `gives: { people: { holdsOf } satisfies GivenToPeople }`. True where
 * this person holds something that would be lost to them if their log-in were tied to another entry.
 */
export type GivenToPeople = {
  readonly holdsOf: (work: object, personId: string) => Promise<boolean>
}

/**
 * Part of whoever keeps small things under a person of the register: `gives: { people: { carry } satisfies CarriedAlong }`. Called in the same
 * transaction in which a log-in is tied to an entry, for what simply goes along.
 */
export type CarriedAlong = {
  readonly carry: (
    work: object,
    /** `from` is the entry the log-in had so far, null where it had none. */
    moved: { readonly accountId: string; readonly from: string | null; readonly to: string },
  ) => Promise<void>
}

export type PeoplePort = {
  /** Masked; null when there is no such person. Does not check the reader's scope: the asking module does. */
  person: (id: string) => Promise<Person | null>
  persons: (ids: readonly string[]) => Promise<readonly Person[]>
  /** Refuses a number that cannot be one, naming `identityNumber`. */
  findByIdNumber: (identityNumber: string) => Promise<Person | null>
  findByPhone: (phone: string) => Promise<readonly Person[]>
  /**
   * A list of numbers, each with the name beside it, matched by keyed hashes: nothing is opened, and everybody found keeps a
   * footprint of it in the caller's own transaction. In the order asked. Checks no permission: the asking module does.
   */
  matchNumbers: (asked: {
    readonly rows: readonly { readonly identityNumber: string; readonly fullName: string | null }[]
    readonly purpose: Purpose
    readonly reason: string
    /** Area prefixes; whoever is registered elsewhere counts as absent, and keeps no footprint. Everywhere where it is missing. */
    readonly reach?: readonly string[]
  }) => Promise<readonly NumberMatch[]>
  /** Enters a person, or returns the one already holding that identity number (`isNew` false, nothing changed). */
  register: (registration: Registration) => Promise<{ readonly personId: string; readonly isNew: boolean }>
  update: (personId: string, change: PersonChange) => Promise<void>
  /**
   * The read door. The footprint is committed by itself before any value is handed out, so it stays even when
   * the caller's own work fails. Checks no permission: the asking module does. Does not see people entered in the
   * same, still uncommitted work.
   */
  readPrivate: (asked: {
    readonly personIds: readonly string[]
    readonly fields: readonly PrivateField[]
    readonly purpose: Purpose
    readonly reason: string
  }) => Promise<ReadonlyMap<string, Revealed>>
  /**
   * For modules that keep something private of a person themselves, a telephone number left with a report: the same footprint,
   * in the caller's own transaction. Checks no permission. Answers how many footprints were left: none where nobody is known.
   */
  noteLook: (asked: {
    readonly personIds: readonly string[]
    readonly fields: readonly LookedAt[]
    readonly purpose: Purpose
    readonly reason: string
    /** Who looked where no account of ours did: a system outside, by its name. */
    readonly by?: string
  }) => Promise<number>
  facts: (personId: string) => Promise<PersonFacts | null>
  /** Of many at once, for bulk work of declared purpose: what is open in the register, and nothing behind the read door. */
  factsAmong: (personIds: readonly string[]) => Promise<ReadonlyMap<string, OpenFacts>>
  memberships: (personId: string) => Promise<readonly Membership[]>
  /** The current membership of a community, or null for a guest (游客). */
  membershipIn: (personId: string, communityCode: string) => Promise<Membership | null>
  join: (personId: string, communityCode: string) => Promise<Membership>
  /** Marks the capacities of a membership as verified; joins first where needed. */
  verifyMember: (personId: string, communityCode: string, verified: readonly Capacity[]) => Promise<Membership>
  /** Its current members; null when there is no such household. */
  household: (id: string) => Promise<Household | null>
  /** Households a person is a member of now. */
  householdsOf: (personId: string) => Promise<readonly Household[]>
  /** Current owners, residents and tenants of dwellings. */
  tiesOf: (dwellingIds: readonly string[]) => Promise<readonly DwellingTie[]>
  /** Current ties of a person to dwellings. */
  dwellingsOf: (personId: string) => Promise<readonly DwellingTie[]>
  enterprise: (id: string) => Promise<Enterprise | null>
  enterprises: (ids: readonly string[]) => Promise<readonly Enterprise[]>
  /** By 统一社会信用代码, which is public; unknown codes are left out. */
  enterprisesByCode: (creditCodes: readonly string[]) => Promise<readonly Enterprise[]>
  /** Enterprises a person may act for today, as legal person (all scopes: `*`) or authorised handler. */
  enterprisesOf: (
    personId: string,
  ) => Promise<readonly { readonly enterprise: Enterprise; readonly scopes: readonly string[] }[]>
  /** All enterprises in key order, a page at a time; for bulk work of declared purpose. */
  enterprisesFrom: (after: string | null, limit: number) => Promise<readonly Enterprise[]>
  /** Enters a firm a register gave a code to. Refuses what is wrong, naming the field. Checks no permission: the asking module does. */
  registerEnterprise: (firm: {
    readonly name: string
    readonly creditCode: string
    readonly areaCode: string
    readonly legalPersonId: string | null
    readonly address: string | null
  }) => Promise<Enterprise>
  /** Puts name, address or grid cell right; refuses a cell that is not there. Checks no permission: the asking module does. */
  correctEnterprise: (
    id: string,
    changes: { readonly name?: string; readonly address?: string; readonly areaCode?: string },
  ) => Promise<void>
  /**
   * Somebody lives in a dwelling from a day on; false where the register says so already. Checks no permission: the asking module,
   * whose decision it is, does.
   */
  moveIn: (asked: {
    readonly personId: string
    readonly dwellingId: string
    readonly tie: 'resident' | 'tenant'
    readonly sinceOn: string
  }) => Promise<boolean>
  /**
   * Those named live with somebody: they enter that household, made where there is none; nobody leaves it, and members of other
   * households stay there. Answers the household. Checks no permission.
   */
  joinHousehold: (asked: {
    readonly ofPersonId: string
    readonly members: readonly { readonly personId: string; readonly relation: string }[]
  }) => Promise<string>
  /** Households in an area with their current members, in key order, a page at a time; for bulk work of declared purpose. */
  householdsIn: (areaCode: string, after: string | null, limit: number) => Promise<readonly Household[]>
  /** Living persons in an area with their ids only, in key order; for bulk work of declared purpose. */
  personIdsIn: (areaCode: string, after: string | null, limit: number) => Promise<readonly string[]>
  /** Looks at somebody's private data, newest first; a page by number of entries, for interfaces that count. */
  footprintsOf: (
    personId: string,
    asked: { readonly from?: Date; readonly until?: Date; readonly limit: number; readonly offset: number },
  ) => Promise<{ readonly items: readonly Footprint[]; readonly total: number }>
  /** From when until when looks are kept at all. */
  footprintSpan: () => Promise<{ readonly from: Date | null; readonly until: Date | null }>
  /**
   * Figures for every grid cell (15 digits) or community (12) inside an area, counted in one pass over each ledger. Numbers only,
   * nobody is looked at. Checks no permission. Areas where there is nothing are not in the answer.
   */
  tallies: (asked: {
    readonly within: string
    readonly digits: 9 | 12 | 15
    readonly counts: readonly PeopleTally[]
  }) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
}
