/** Which regular expressions a form may bring: those that cannot run away, whatever is typed. */

/** Longest text a pattern is tried on. */
export const patternText = 500

const cache = new Map<string, RegExp | null>()

/**
 * A flat pattern of literals, classes and at most two open repetitions, with groups only where nothing inside or on them is open:
 * matching takes at most quadratic time. Everything else is refused: looking around, back references, nested repetition.
 */
const isHarmless = (source: string): boolean => {
  if (source.length > 200) return false
  let open = 0
  let groups = 0
  const openBefore: number[] = []
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]
    if (sign === '\\') {
      const next = source[at + 1] ?? ''
      if (!/[dDwWsSbtnrfv.*+?^$()[\]{}|/\\-]/.test(next)) return false
      at++
    } else if (sign === '[') {
      const end = /^\[\^?\]?(?:\\.|[^\]\\])*\]/.exec(source.slice(at))
      if (!end) return false
      at += end[0].length - 1
    } else if (sign === '(') {
      if (source[at + 1] === '?' && source[at + 2] !== ':') return false
      if (source[at + 1] === '?') at += 2
      groups++
      openBefore.push(open)
    } else if (sign === ')') {
      const before = openBefore.pop()
      if (before === undefined) return false
      const after = /^(?:[*+]|\{\d*,?\d*\})/.exec(source.slice(at + 1))
      // A repeated group: nothing open inside, and itself bounded.
      if (after && (open > before || after[0] === '*' || after[0] === '+' || after[0].endsWith(',}'))) return false
      if (after && Number(/\d+(?=\}$)/.exec(after[0])?.[0] ?? 100) > 20) return false
    } else if (sign === '*' || sign === '+') open++
    else if (sign === '{') {
      const bound = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(source.slice(at))
      if (!bound) return false
      if (bound[2] === ',') open++
      if (Number(bound[3] || bound[1]) > patternText) return false
      at += bound[0].length - 1
    }
  }
  return open <= 2 && groups <= 8 && openBefore.length === 0
}

/** The compiled pattern, or null where it is not one, or could run away. */
export const safePattern = (source: string): RegExp | null => {
  const known = cache.get(source)
  if (known !== undefined) return known
  let made: RegExp | null = null
  if (isHarmless(source))
    try {
      made = new RegExp(source, 'u')
    } catch {
      made = null
    }
  if (cache.size >= 1000) cache.clear()
  cache.set(source, made)
  return made
}
