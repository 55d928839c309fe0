/** A clause of a rule in parts a screen can put into words: which fact, compared how, with what. */

/** `any`: one of several suffices; `all`: every one is needed. Where a clause is none of these, a screen shows its source. */
export type PlainClause =
  | {
      readonly kind: 'compare'
      readonly fact: string
      readonly how: 'atLeast' | 'atMost' | 'over' | 'under' | 'is' | 'isNot' | 'has' | 'hasNot' | 'begins'
      readonly value: string | number | boolean
    }
  | { readonly kind: 'flag'; readonly fact: string; readonly is: boolean }
  | { readonly kind: 'any' | 'all'; readonly of: readonly PlainClause[] }

const signs = { '>=': 'atLeast', '<=': 'atMost', '>': 'over', '<': 'under', '==': 'is', '!=': 'isNot' } as const
const name = '([A-Za-z_][\\w]*(?:\\.[A-Za-z_]\\w*)*)'
const literal = `("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|-?\\d+(?:\\.\\d+)?|true|false)`
const compared = new RegExp(`^${name} (>=|<=|>|<|==|!=) ${literal}$`)
const member = new RegExp(`^${literal} in ${name}$`)
const notMember = new RegExp(`^!\\(${literal} in ${name}\\)$`)
const begins = new RegExp(`^${name}\\.startsWith\\(${literal}\\)$`)
const amongFew = new RegExp(`^${name} in \\[(${literal}(?:\\s*,\\s*${literal})*)\\]$`)
const flag = new RegExp(`^(!?)${name}$`)

/** Literals are JSON, but for those people quote with one stroke. */
const read = (text: string) =>
  JSON.parse(text.startsWith("'") ? `"${text.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"` : text) as
    | string
    | number
    | boolean

/** Which signs of a text stand in no string and no parentheses. */
const outermost = (text: string): readonly boolean[] => {
  let depth = 0
  let quote = ''
  return text.split('').map((sign, at) => {
    const isEscaped = quote !== '' && text[at - 1] === '\\' && text[at - 2] !== '\\'
    const wasQuoted = quote !== ''
    if (wasQuoted) quote = sign === quote && !isEscaped ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    return !wasQuoted && quote === '' && depth === 0 && sign !== ')'
  })
}

/** Parts at an outermost sign. */
const partsAt = (sign: '&&' | '||', text: string): readonly string[] => {
  const isOuter = outermost(text)
  const ends: number[] = []
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 2)) if (isOuter[at]) ends.push(at)
  return [-2, ...ends].map((from, index) => text.slice(from + 2, ends[index]).trim())
}

/** `(a || b)` is `a || b`; `(a) || (b)` stays. */
const bare = (text: string): string =>
  text.startsWith('(') && text.endsWith(')') && !outermost(text).includes(true) ? bare(text.slice(1, -1).trim()) : text

/**
 * Reads a clause, as `judge` gives it in `because` or as somebody wrote it.
 * @example plainClause('age >= 70') // { kind: 'compare', fact: 'age', how: 'atLeast', value: 70 }
 */
export const plainClause = (written: string): PlainClause | null => {
  const clause = bare(written.trim())
  for (const [sign, kind] of [
    ['||', 'any'],
    ['&&', 'all'],
  ] as const) {
    const parts = partsAt(sign, clause)
    if (parts.length === 1) continue
    const of = parts.map(plainClause)
    return of.every((one) => one !== null) ? { kind, of } : null
  }
  const compare = compared.exec(clause)
  // `x == true` and `x != false` say what `x` says.
  if (compare && (compare[2] === '==' || compare[2] === '!=') && /^(?:true|false)$/.test(compare[3] ?? ''))
    return { kind: 'flag', fact: compare[1] ?? '', is: (compare[3] === 'true') === (compare[2] === '==') }
  if (compare)
    return {
      kind: 'compare',
      fact: compare[1] ?? '',
      how: signs[compare[2] as keyof typeof signs],
      value: read(compare[3] ?? 'null'),
    }
  for (const [pattern, how] of [
    [member, 'has'],
    [notMember, 'hasNot'],
  ] as const) {
    const found = pattern.exec(clause)
    if (found) return { kind: 'compare', fact: found[2] ?? '', how, value: read(found[1] ?? 'null') }
  }
  const few = amongFew.exec(clause)
  if (few) {
    const [, fact = '', list = ''] = few
    const values = [...list.matchAll(new RegExp(literal, 'g'))].map(([one]) => read(one))
    return { kind: 'any', of: values.map((value) => ({ kind: 'compare', fact, how: 'is', value })) }
  }
  const start = begins.exec(clause)
  if (start) return { kind: 'compare', fact: start[1] ?? '', how: 'begins', value: read(start[2] ?? 'null') }
  const yes = flag.exec(clause)
  return yes && yes[2] !== 'true' && yes[2] !== 'false' ? { kind: 'flag', fact: yes[2] ?? '', is: yes[1] === '' } : null
}
