/** A clause of a rule in parts a screen can put into words: which fact, compared how, with what. */

/** `any`: one of several suffices. Where a clause is none of these, a screen shows its source. */
export type PlainClause =
  | {
      readonly kind: 'compare'
      readonly fact: string
      readonly how: 'atLeast' | 'atMost' | 'over' | 'under' | 'is' | 'isNot' | 'has' | 'hasNot' | 'begins'
      readonly value: string | number | boolean
    }
  | { readonly kind: 'flag'; readonly fact: string; readonly is: boolean }
  | { readonly kind: 'any'; readonly of: readonly PlainClause[] }

const signs = { '>=': 'atLeast', '<=': 'atMost', '>': 'over', '<': 'under', '==': 'is', '!=': 'isNot' } as const
const name = '([A-Za-z_][\\w]*(?:\\.[A-Za-z_]\\w*)*)'
const literal = '("(?:[^"\\\\]|\\\\.)*"|-?\\d+(?:\\.\\d+)?|true|false)'
const compared = new RegExp(`^${name} (>=|<=|>|<|==|!=) ${literal}$`)
const member = new RegExp(`^${literal} in ${name}$`)
const notMember = new RegExp(`^!\\(${literal} in ${name}\\)$`)
const begins = new RegExp(`^${name}\\.startsWith\\(${literal}\\)$`)
const flag = new RegExp(`^(!?)${name}$`)

/** Literals of a serialised clause are JSON. */
const read = (text: string) => JSON.parse(text) as string | number | boolean

/** Parts at the outermost `||`; strings and parentheses hold theirs together. */
const alternatives = (text: string): readonly string[] => {
  const parts: string[] = []
  let depth = 0
  let from = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '\\') at += 1
    else if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && sign === '(') depth += 1
    else if (!isQuoted && sign === ')') depth -= 1
    else if (!isQuoted && depth === 0 && text.startsWith(' || ', at)) {
      parts.push(text.slice(from, at))
      from = at + 4
      at += 3
    }
  }
  return [...parts, text.slice(from)]
}

/**
 * Reads a clause as `judge` gives it in `because`.
 * @example plainClause('age >= 70') // { kind: 'compare', fact: 'age', how: 'atLeast', value: 70 }
 */
export const plainClause = (clause: string): PlainClause | null => {
  const parts = alternatives(clause)
  if (parts.length > 1) {
    const of = parts.map(plainClause)
    return of.every((one) => one !== null) ? { kind: 'any', of } : null
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
  const start = begins.exec(clause)
  if (start) return { kind: 'compare', fact: start[1] ?? '', how: 'begins', value: read(start[2] ?? 'null') }
  const yes = flag.exec(clause)
  return yes && yes[2] !== 'true' && yes[2] !== 'false' ? { kind: 'flag', fact: yes[2] ?? '', is: yes[1] === '' } : null
}
