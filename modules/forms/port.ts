/** What other modules may ask of forms from inside, in the same transaction as their own act. */
import type { Filled, MaterialWay } from './accepted.ts'
import type { DefinitionFault } from './check.ts'
import type { FormDefinition } from './definition.ts'
import type { Origin, Tally } from './origin.ts'
import type { Since, SubmissionView } from './shapes.ts'
import type { Answers } from './standing.ts'

export type FormVersion = {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly area: string | null
  readonly definition: FormDefinition
}

export type Started = {
  /** Made by the phone, so that a form begun twice is one form. */
  readonly id: string
  readonly code: string
  readonly area?: string | null
  readonly channel?: 'online' | 'window' | 'proxy' | 'paper' | 'kiosk'
  /** Whom it is about; left out: whoever is signed in, or whom they help. The asking module checks that they may. */
  readonly personId?: string | null
  readonly enterpriseId?: string | null
  readonly refused?: readonly string[]
  /** The object it belongs to, `services/application:<id>`. */
  readonly holder?: string
  /** This very version, whatever is in force; as `lay` told it. */
  readonly versionId?: string
  /** The asking module keeps the answers itself: once handed in, only the counts stay here. */
  readonly isKeptByHolder?: boolean
}

/** A form of the past, for demonstrations: begun then by this account, handed in then, or still a draft. */
export type PastForm = Started & {
  readonly accountId: string | null
  readonly isAssisted: boolean
  /** What was typed on top of what is held; what is asked for beyond that is made up. */
  readonly answers?: Answers
  readonly startedAt: Date
  readonly submittedAt: Date | null
}

/** A form handed in. */
export type Handed = {
  readonly id: string
  readonly number: string
  readonly code: string
  readonly version: number
  readonly definition: FormDefinition
  readonly personId: string | null
  readonly enterpriseId: string | null
  readonly area: string | null
  readonly values: Answers
  readonly origins: Readonly<Record<string, Origin>>
  readonly tally: Tally
  readonly materials: Readonly<Record<string, MaterialWay>>
  readonly materialsSupplied: number
  readonly fileIds: readonly string[]
  readonly submittedAt: string
}

export type FormsPort = {
  /** Faults of a definition, each with the path of what is wrong; none means it can be published. Takes anything. */
  readonly check: (definition: unknown) => readonly DefinitionFault[]
  /** Puts a form in force under its code; the same content again is the same version. Refuses `forms/faulty-form`. */
  readonly lay: (definition: FormDefinition, options?: { readonly note?: string }) => Promise<FormVersion>
  /** The version in force where somebody lives: the nearest local variant, else the district's. */
  readonly published: (code: string, area?: string | null) => Promise<FormVersion | null>
  /**
   * For what comes before an act's transaction (`ahead`): owners of data are asked for what the form will be filled with, so that `start` waits for
   * nobody. Checks no permission: the asking module does.
   */
  readonly askAhead: (started: Started) => Promise<void>
  /** Begins a form, filled with what is held. Checks no permission: the asking module does. */
  readonly start: (started: Started) => Promise<SubmissionView>
  /**
   * Hands in a draft of the acting account in the caller's transaction. `filled` left out: as last saved.
   * Refuses `forms/incomplete` naming the field, and `forms/somebody-was-faster` where another screen wrote something else `since`.
   */
  readonly submit: (submissionId: string, filled?: Filled, since?: Since) => Promise<Handed>
  /** What was handed in; null where nothing was. Leaves no footprint: the asking module does (`people.noteLook`). */
  readonly handed: (submissionId: string) => Promise<Handed | null>
  /**
   * What was handed in, as it is shown, with sources and the dictionary keys it speaks of; null where nothing was. Leaves no
   * footprint: the asking module does.
   */
  readonly shown: (
    submissionId: string,
  ) => Promise<{ readonly form: SubmissionView; readonly keys: readonly string[] } | null>
  /** A draft goes on in other hands under the same id, at another counter. Checks no permission: the asking module does. */
  readonly takeUp: (
    submissionId: string,
    by: { readonly accountId: string | null; readonly channel: NonNullable<Started['channel']> },
  ) => Promise<void>
  /** A new draft of the acting account that begins as this one was handed in. Checks no permission: the asking module does. */
  readonly again: (submissionId: string, newId: string) => Promise<SubmissionView>
  /**
   * Erases what was begun of a form and never handed in, by whomever, in an area with everything below it but some; says how many. For a form
   * whose end date has come there.
   */
  readonly dropDrafts: (code: string, area: string, butNot: readonly string[]) => Promise<number>
  /** 到期 What was handed in is erased because the time of the object it belonged to is over. Checks no permission. */
  readonly forgetHanded: (submissionIds: readonly string[]) => Promise<number>
  /**
   * Fields that differ between two forms of one kind handed in, beyond those named and what follows from them: a correction
   * may not touch them.
   */
  readonly strayed: (fromId: string, toId: string, named: readonly string[]) => Promise<readonly string[]>
  /** For seeds. Null where it stays a draft. */
  readonly layPast: (past: PastForm) => Promise<Handed | null>
}
