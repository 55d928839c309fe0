/** Safety words 安全词: what makes a report 特急 at once, whom to ring, and what the reporter is told meanwhile. */
import { dangersHeard, type Plain } from '@liren/matters/contract'

/** A group of words with one answer; data of the preset. `unless` are phrases in which the word is harmless. */
export type SafetyRule = {
  readonly code: string
  readonly words: readonly string[]
  readonly unless?: readonly string[]
  /** Numbers the reporter is advised to call now: 110, 119, 120, 96110… */
  readonly advise: readonly string[]
  readonly adviceZh: string
  readonly adviceEn: string
  /** Roles rung up, nearest first. */
  readonly call: readonly string[]
  readonly isRestricted?: boolean
  readonly categoryCode?: string
}

export type SafetyFinding = { readonly rule: SafetyRule; readonly word: string }

/** What is listened for: the rules, and how people say and write things here. */
export type SafetyEar = { readonly safety: readonly SafetyRule[]; readonly plain: Plain }

/** Every rule with a word in the text, dialect and traditional letters included, harmless phrases and denials left out. */
export const safetyIn = (text: string, { safety, plain }: SafetyEar): readonly SafetyFinding[] =>
  dangersHeard(text, safety, plain)
