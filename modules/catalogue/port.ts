/** What other modules may ask of the dictionary and of values about somebody, within their own work. */
import type { Purpose } from '@liren/people/contract'
import type { Entry, Sensitivity } from './dictionary/entry.ts'
import type { Verdict } from './owner-port.ts'

export type SubjectKind = 'person' | 'household' | 'dwelling' | 'enterprise'
/** Whom or what values are about. A person's household and dwelling are found by themselves. */
export type Subject = { readonly kind: SubjectKind; readonly id: string }

/**
 * Why values are wanted. `basis` decides whether consent is looked at: under `consent` (also when left out) a value whose
 * entry names a purpose is withheld unless the person agreed; `statutoryDuty` needs none, and says so in the footprint.
 */
export type Why = {
  readonly purpose: Purpose
  readonly reason: string
  readonly basis?: 'consent' | 'statutoryDuty'
}

/** One value with where it is from. `value` is null where nothing is held, or where it is withheld. */
export type Value = {
  readonly key: string
  readonly value: unknown
  readonly source: string | null
  /** The day the source says it of. */
  readonly on: string | null
  readonly verifiedAt: string | null
  readonly sensitivity: Sensitivity
  /** Not verified for more than 180 days. */
  readonly isStale: boolean
  /** Sources disagree; shown is what the authoritative one says. */
  readonly isConflicting: boolean
  /**
   * `verifyOnly`: its owner says yes or no to a claim (`verify`) and hands nothing over. `atOwner`: the person sees it at its owner's.
   * `silent`: its owner could not be asked just now.
   */
  readonly withheld: Withheld | null
}
export type Withheld = 'consent' | 'notShared' | 'restricted' | 'unknownKey' | 'verifyOnly' | 'atOwner' | 'silent'

/** What somebody says is so. */
export type Claim = { readonly key: string; readonly value: unknown }
/** `unknown`: nobody holds it, its owner is silent, or it is withheld. */
export type Verified = { readonly key: string; readonly answer: Verdict; readonly source: string | null }

/** A value told by a source: kept beside what others told, never over it. */
export type ToldValue = {
  readonly key: string
  readonly value: unknown
  readonly source: string
  readonly on?: string | null
  readonly verifiedAt?: Date | null
}

/** What is held of one person. A sealed value is opened when it is asked for, and only then; undefined where nothing is held. */
export type HeldValues = {
  readonly keys: readonly string[]
  readonly get: (key: string) => unknown
}

/** 血缘 Something that uses entries or a dataset: a form, a tool, an indicator, a report. */
export type Use = {
  readonly module: string
  readonly kind: 'form' | 'tool' | 'indicator' | 'report' | 'rule'
  readonly object: string
  readonly title: string
  readonly keys?: readonly string[]
  readonly datasets?: readonly string[]
}

/** What somebody typed in one go: about whom, under which facts (dictionary keys, or the asker's own words), where. */
export type TypedFacts = {
  readonly about: { readonly kind: string; readonly id: string }
  /** `aboutId`: where a whole table was typed, what this row is about. */
  readonly facts: readonly { readonly key: string; readonly value: unknown; readonly aboutId?: string }[]
  readonly kind: 'form' | 'report'
  /** The form or report, and what people call it. */
  readonly object: string
  readonly title: string
  readonly areaCode: string | null
}

export type CataloguePort = {
  /** In the order asked; unknown keys are left out. Without keys, the whole dictionary. */
  readonly entries: (keys?: readonly string[]) => Promise<readonly Entry[]>
  /**
   * Values in the order asked, one for each key. Private ones leave a footprint before they are handed out.
   * Checks no permission: the asking module does.
   */
  readonly values: (subject: Subject, keys: readonly string[], why: Why) => Promise<readonly Value[]>
  /**
   * 核验 Is it so? Yes, no or unknown for each claim, in the order asked, and never the value itself, wherever it is held. Consent, footprint and
   * permission as for `values`.
   */
  readonly verify: (subject: Subject, claims: readonly Claim[], why: Why) => Promise<readonly Verified[]>
  /**
   * For what comes before an act's transaction (`ahead`): asks owners behind ports, so that `values` and `verify` of the same act find their answers
   * and wait for nobody. `claimsFor` names what `verify` will ask of a field whose owner only says yes or no, in that order.
   * Consent, footprint and permission as for `values`.
   */
  readonly askOwners: (
    subject: Subject,
    keys: readonly string[],
    why: Why,
    claimsFor?: (key: string) => readonly unknown[],
  ) => Promise<void>
  /**
   * Shared values of many persons at once, for bulk work of declared purpose. Consent and footprints as for `values`; what is
   * withheld, or not held, is not there. For keys in `onConsent` consent is looked at whatever the basis of the rest.
   * Facts of registers are asked of their registers, and what stays with its owner is not asked for in bulk.
   */
  readonly valuesAmong: (
    personIds: readonly string[],
    keys: readonly string[],
    why: Why & { readonly onConsent?: ReadonlySet<string> },
  ) => Promise<ReadonlyMap<string, HeldValues>>
  /**
   * How values told about many stand, without a look at any: by `id key`, only where something is held under a shared key. For reports
   * and lists that ask people about what is missing, old or in doubt, and leave everybody else alone.
   */
  readonly statesOf: (
    kind: SubjectKind,
    ids: readonly string[],
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly isStale: boolean; readonly isConflicting: boolean }>>
  /** Somebody who was there found these as they are held: verified now. */
  readonly foundSame: (subject: Subject, keys: readonly string[]) => Promise<void>
  /**
   * What somebody found out and wrote, as their entries understand it, told by the community beside what departments told. Refuses what cannot be a
   * value, naming `field`.
   */
  readonly recordWords: (
    subject: Subject,
    told: readonly { readonly key: string; readonly text: string; readonly field: string }[],
  ) => Promise<void>
  /** With the words people read: names of fields, words of codes, yes and no. */
  readonly inWords: (
    values: readonly Value[],
  ) => Promise<readonly (Value & { readonly name: string; readonly text: string | null })[]>
  /** True while the person's last word on this purpose is yes, to a text that still holds. */
  readonly consented: (personId: string, purpose: string) => Promise<boolean>
  /** For many at once; only those who agreed. */
  readonly consentedAmong: (personIds: readonly string[], purpose: string) => Promise<ReadonlySet<string>>
  /** 限制处理 Those whose data are kept but used for nothing any more. */
  readonly restrictedAmong: (personIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Keeps what sources told about a subject. Registers' own facts (people, dwellings) are refused: they are told to their register. */
  readonly record: (subject: Subject, told: readonly ToldValue[]) => Promise<void>
  /** What uses any of these entries: forms, reports, indicators; so that nobody asks for what is asked for already. */
  readonly usesOf: (keys: readonly string[]) => Promise<readonly (Use & { readonly keys: readonly string[] })[]>
  /**
   * Notes what the acting account typed, by keyed marks only, and answers how many of the facts the same hands had typed within
   * ninety days, in any form or report.
   */
  readonly noteTyped: (typed: TypedFacts) => Promise<number>
  /**
   * A field of this district that no standard names, found from now on wherever the dictionary is read; a key that is known already is left
   * as it is. Checks no permission: the asking module does.
   */
  readonly addField: (field: Pick<Entry, 'key' | 'ledger' | 'name' | 'type' | 'owner' | 'source'>) => Promise<void>
  /** Registers what uses entries and datasets; repeating it replaces what was said before. */
  readonly registerUse: (use: Use) => Promise<void>
}
