/** Danger heard in a text 安全词: forces 特急 and says whom to call. Words about a danger that did not happen alarm nobody. */
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

const close = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
const denial = /(?:没有|并没|没|不是|并非|未)$/

const saidIn = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(Math.max(0, at - 3), at)
    // A question may still mean it: 有没有漏气.
    if (!denial.test(before) || /有没有?$|是不是$/.test(before)) return true
  }
  return false
}

type Closed = { readonly words: readonly string[]; readonly unless: readonly string[] }

// Rules are read once and asked with every text.
const closedRules = new WeakMap<SafetySource, Closed>()

const closedRule = (rule: SafetySource): Closed => {
  const known = closedRules.get(rule)
  if (known) return known
  const made = { words: rule.words.map(close), unless: (rule.unless ?? []).map(close) }
  closedRules.set(rule, made)
  return made
}

/** `texts` are ways of writing the same: as written, and made plain. */
export const dangersIn = (texts: readonly string[], rules: readonly SafetySource[]): readonly Danger[] => {
  const closed = texts.map(close)
  return rules.flatMap((rule) => {
    const { words, unless } = closedRule(rule)
    // Most texts hold none of the words: nothing need be taken out of them first.
    if (!words.some((one) => closed.some((text) => text.includes(one)))) return []
    const left = closed.map((text) => unless.reduce((without, phrase) => without.replaceAll(phrase, '□'), text))
    const word = rule.words[words.findIndex((one) => left.some((text) => saidIn(text, one)))]
    if (word === undefined) return []
    return [
      {
        code: rule.code,
        word,
        numbers: rule.advise,
        advice: { 'zh-CN': rule.adviceZh, en: rule.adviceEn },
        call: rule.call,
        isRestricted: rule.isRestricted ?? false,
        categoryCode: rule.categoryCode ?? null,
      },
    ]
  })
}
