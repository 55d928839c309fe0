/** One way of writing: dialect, common typos, traditional letters and English words become plain words; and words of danger heard in them. */

const emoji = /\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu
const anyOf = (words: readonly string[]) =>
  new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'g',
  )

/** Turns text and keywords alike; a replacement is therefore never wrong, at worst it makes two words one. */
export type Plain = (text: string) => string

/** Makes the turning from the data of the preset. */
export const plainOf = (spoken: Readonly<Record<string, string>> = {}, letters = ''): Plain => {
  const turned = new Map<string, string>()
  for (let n = 0; n + 1 < letters.length; n += 2) turned.set(letters.charAt(n), letters.charAt(n + 1))
  const names = Object.keys(spoken)
  const pattern = names.length > 0 ? anyOf(names) : null
  return (text) => {
    const one = text.normalize('NFKC').toLowerCase().replace(emoji, ' ')
    const simple = turned.size === 0 ? one : [...one].map((letter) => turned.get(letter) ?? letter).join('')
    // Blanks between Chinese letters are noise; between two Latin words they are not.
    const close = simple.replace(/\s+(?![a-z0-9])|(?<![a-z0-9])\s+/g, '')
    return pattern ? close.replace(pattern, (word) => spoken[word] ?? word) : close
  }
}

/** Words of a danger 安全词; `unless` are phrases in which a word is harmless. */
export type DangerWords = { readonly words: readonly string[]; readonly unless?: readonly string[] }

const closeOf: Plain = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
const denial = /(?:没有|并没|没|不是|并非|未)$/

const isSaid = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(Math.max(0, at - 3), at)
    // A question may still mean it: 有没有漏气.
    if (!denial.test(before) || /有没有?$|是不是$/.test(before)) return true
  }
  return false
}

type Ear = { readonly words: readonly string[]; readonly unless: readonly string[] }

const earOf = ({ words, unless = [] }: DangerWords, turn: Plain): Ear => {
  const way: Plain = (text) => closeOf(turn(text))
  return { words: words.map(way), unless: unless.map(way) }
}

const hears = (ear: Ear, text: string): number => {
  // Most texts hold none of the words: nothing need be taken out of them first.
  if (!ear.words.some((word) => text.includes(word))) return -1
  const left = ear.unless.reduce((without, phrase) => without.replaceAll(phrase, '□'), text)
  return ear.words.findIndex((word) => isSaid(left, word))
}

// Rules are read once and asked with every text.
type Ears = { readonly asWritten: Ear; readonly madePlain: Ear }
const kept = new WeakMap<Plain, WeakMap<DangerWords, Ears>>()

const earsOf = (rule: DangerWords, plain: Plain): Ears => {
  const rules = kept.get(plain) ?? new WeakMap<DangerWords, Ears>()
  kept.set(plain, rules)
  const known = rules.get(rule)
  if (known) return known
  const made = { asWritten: earOf(rule, (text) => text), madePlain: earOf(rule, plain) }
  rules.set(rule, made)
  return made
}

/**
 * Every rule with a word in the text, as written or made plain, and the first such word as the rule writes it. Words about a
 * danger that did not happen (没有煤气味) alarm nobody; a question about it does. Deterministic.
 */
export const dangersHeard = <R extends DangerWords>(
  text: string,
  rules: readonly R[],
  plain: Plain,
): readonly { readonly rule: R; readonly word: string }[] => {
  // Turned once for all rules: on the way of every report this is what costs.
  const [written, simple] = [closeOf(text), closeOf(plain(text))]
  return rules.flatMap((rule) => {
    const { asWritten, madePlain } = earsOf(rule, plain)
    const found = [hears(asWritten, written), hears(madePlain, simple)].filter((at) => at >= 0)
    const word = found.length === 0 ? undefined : rule.words[Math.min(...found)]
    return word === undefined ? [] : [{ rule, word }]
  })
}
