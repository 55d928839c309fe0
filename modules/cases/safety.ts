/** Safety words 安全词: what makes a report 特急 at once, whom to ring, and what the reporter is told meanwhile. */

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

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Every rule with a word in the text, harmless phrases left out. Deterministic; the first word found is named. */
export const safetyIn = (text: string, rules: readonly SafetyRule[]): readonly SafetyFinding[] => {
  const written = plain(text)
  return rules.flatMap((rule) => {
    const without = (rule.unless ?? []).reduce((left, phrase) => left.replaceAll(plain(phrase), '□'), written)
    const word = rule.words.find((one) => without.includes(plain(one)))
    return word === undefined ? [] : [{ rule, word }]
  })
}
