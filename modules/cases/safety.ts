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

type Plain = { readonly words: readonly string[]; readonly unless: readonly string[] }

// Rules are read once and asked with every report.
const plainRules = new WeakMap<SafetyRule, Plain>()

const plainRule = (rule: SafetyRule): Plain => {
  const known = plainRules.get(rule)
  if (known) return known
  const made = { words: rule.words.map(plain), unless: (rule.unless ?? []).map(plain) }
  plainRules.set(rule, made)
  return made
}

/** Every rule with a word in the text, harmless phrases left out. Deterministic; the first word found is named. */
export const safetyIn = (text: string, rules: readonly SafetyRule[]): readonly SafetyFinding[] => {
  const written = plain(text)
  return rules.flatMap((rule) => {
    const { words, unless } = plainRule(rule)
    const without = unless.reduce((left, phrase) => left.replaceAll(phrase, '□'), written)
    const word = rule.words[words.findIndex((one) => without.includes(one))]
    return word === undefined ? [] : [{ rule, word }]
  })
}
