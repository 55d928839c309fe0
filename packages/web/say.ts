/** Turns a sentence with blanks into words: `{name}` is filled in, `{count|case|cases}` chooses by number. */

export type Words = { readonly [key: string]: string | Words }
export type Facts = Readonly<Record<string, string | number | null | undefined>>

/** Fills the blanks of a sentence. A blank without a fact stays visible, so that a test or a reader can see it. */
export const fillIn = (sentence: string, facts: Facts = {}): string =>
  sentence.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (blank, name: string, one?: string, many?: string) => {
    const fact = facts[name]
    if (fact === undefined) return blank
    if (one !== undefined && many !== undefined) return Number(fact) === 1 ? one : many
    return fact === null ? '' : String(fact)
  })

/** Finds `screen.report.title` in nested words; a key may itself hold dots (`permission.case.dispatch`). */
export const findWord = (words: Words | undefined, key: string): string | undefined => {
  if (!words) return undefined
  const direct = words[key]
  if (typeof direct === 'string') return direct
  for (let dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
    const inner = words[key.slice(0, dot)]
    if (typeof inner !== 'object') continue
    const found = findWord(inner, key.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}

/** Every leaf key of nested words, for comparing two languages. */
export const keysOf = (words: Words, before = ''): readonly string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  )
