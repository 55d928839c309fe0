/** Danger heard in a text 安全词: forces 特急 and says whom to call. Words about a danger that did not happen alarm nobody. */
import { dangersHeard, type Plain } from '@liren/matters/contract'
import type { SafetySource } from './reference.ts'

export type Danger = {
  readonly code: string
  readonly word: string
  /** Numbers to call now: 110, 119, 120… */
  readonly numbers: readonly string[]
  readonly advice: { readonly 'zh-CN': string; readonly en: string }
  /** Roles rung up, nearest first. */
  readonly call: readonly string[]
  readonly isRestricted: boolean
  readonly categoryCode: string | null
}

/** The same words are heard the same way when a report is taken in (cases). */
export const dangersIn = (text: string, rules: readonly SafetySource[], plain: Plain): readonly Danger[] =>
  dangersHeard(text, rules, plain).map(({ rule, word }) => ({
    code: rule.code,
    word,
    numbers: rule.advise,
    advice: { 'zh-CN': rule.adviceZh, en: rule.adviceEn },
    call: rule.call,
    isRestricted: rule.isRestricted ?? false,
    categoryCode: rule.categoryCode ?? null,
  }))
