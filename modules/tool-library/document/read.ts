/** Reads a document's bytes distrustfully: size, UTF-8, duplicate keys, depth, prototype names and numbers, before anybody looks inside. */
import { type Fault, limits } from './document.ts'

export type Read = { readonly value: unknown; readonly faults: readonly Fault[] }

/** Names that mean something to every object; a key of that name could reach where no document may. */
export const forbiddenNames: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'caller', 'callee', 'arguments'],
])

const refuse = (path: string, code: string, reason: string): Fault => ({ path, code, reason, level: 'refuse' })
const failed = (path: string, code: string, reason: string): Read => ({
  value: undefined,
  faults: [refuse(path, code, reason)],
})

class Unreadable extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.reason)
    this.fault = fault
  }
}

/** JSON as RFC 8259 has it, read once, left to right; the built-in parser forgets keys that come twice. */
const parse = (text: string): unknown => {
  let at = 0
  let nodes = 0
  const stop = (path: string, code: string, reason: string): never => {
    throw new Unreadable(refuse(path, code, `${reason} (character ${at})`))
  }
  const blank = () => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1
  }
  const string = (path: string): string => {
    const from = at
    at += 1
    for (;;) {
      const one = text.charCodeAt(at)
      if (Number.isNaN(one)) return stop(path, 'not-json', 'a text does not end')
      if (one === 0x22) break
      if (one < 0x20) return stop(path, 'not-json', 'a control character stands in a text')
      at += one === 0x5c ? 2 : 1
    }
    at += 1
    try {
      return JSON.parse(text.slice(from, at)) as string
    } catch {
      return stop(path, 'not-json', 'an escape is wrong')
    }
  }
  const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
  const number = (path: string): number => {
    numberShape.lastIndex = at
    const found = numberShape.exec(text)?.[0]
    if (found === undefined) return stop(path, 'not-json', 'this is no value')
    if (found.length > 24) return stop(path, 'number', 'a number has too many digits')
    at += found.length
    const value = Number(found)
    if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
      return stop(path, 'number', 'a number is too large')
    return value
  }
  const value = (path: string, depth: number): unknown => {
    if (depth > limits.depth) return stop(path, 'too-deep', `nested deeper than ${limits.depth}`)
    nodes += 1
    if (nodes > limits.nodes) return stop(path, 'too-large', `more than ${limits.nodes} values`)
    blank()
    const one = text.charAt(at)
    if (one === '{') return object(path, depth)
    if (one === '[') return array(path, depth)
    if (one === '"') return string(path)
    for (const [word, meaning] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (text.startsWith(word, at)) {
        at += word.length
        return meaning
      }
    return number(path)
  }
  const array = (path: string, depth: number): unknown[] => {
    at += 1
    const out: unknown[] = []
    blank()
    if (text.charAt(at) === ']') {
      at += 1
      return out
    }
    for (;;) {
      out.push(value(`${path}/${out.length}`, depth + 1))
      blank()
      const next = text.charAt(at)
      at += 1
      if (next === ']') return out
      if (next !== ',') return stop(path, 'not-json', 'a list is not closed')
    }
  }
  const object = (path: string, depth: number): Record<string, unknown> => {
    at += 1
    const out: Record<string, unknown> = {}
    const seen = new Set<string>()
    blank()
    if (text.charAt(at) === '}') {
      at += 1
      return out
    }
    for (;;) {
      blank()
      if (text.charAt(at) !== '"') return stop(path, 'not-json', 'a key is missing')
      const key = string(path)
      const here = `${path}/${key.slice(0, 60)}`
      if (forbiddenNames.has(key))
        return stop(here, 'forbidden-name', `"${key}" is a name of every object and no key of a document`)
      const folded = key.normalize('NFKC').toLowerCase()
      if (seen.has(key)) return stop(here, 'duplicate-key', `"${key.slice(0, 60)}" stands here twice`)
      if (seen.has(`~${folded}`) && folded !== key)
        return stop(here, 'duplicate-key', `"${key.slice(0, 60)}" differs from another key only in its looks`)
      seen.add(key).add(`~${folded}`)
      blank()
      if (text.charAt(at) !== ':') return stop(here, 'not-json', 'a colon is missing')
      at += 1
      out[key] = value(here, depth + 1)
      blank()
      const next = text.charAt(at)
      at += 1
      if (next === '}') return out
      if (next !== ',') return stop(path, 'not-json', 'an object is not closed')
    }
  }
  const whole = value('', 0)
  blank()
  if (at < text.length) return stop('', 'not-json', 'something follows the document')
  return whole
}

const magics: readonly (readonly [string, readonly number[]])[] = [
  ['a zip archive', [0x50, 0x4b]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a bzip2 archive', [0x42, 0x5a, 0x68]],
  ['an xz archive', [0xfd, 0x37, 0x7a]],
  ['a zstd archive', [0x28, 0xb5, 0x2f]],
  ['a 7z archive', [0x37, 0x7a, 0xbc]],
  ['a program', [0x7f, 0x45, 0x4c]],
  ['an UTF-16 text', [0xff, 0xfe]],
  ['an UTF-16 text', [0xfe, 0xff]],
]

/** The value in these bytes, or why it is not even looked at. */
export const readJson = (bytes: Uint8Array): Read => {
  if (bytes.length > limits.bytes)
    return failed('', 'too-large', `${bytes.length} bytes; at most ${limits.bytes} are read`)
  for (const [what, magic] of magics)
    if (magic.every((byte, index) => bytes[index] === byte))
      return failed('', 'not-json', `this is ${what}, not a document`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return failed('', 'not-utf8', 'the bytes are not UTF-8')
  }
  try {
    return { value: parse(text), faults: [] }
  } catch (error) {
    if (error instanceof Unreadable) return { value: undefined, faults: [error.fault] }
    throw error
  }
}
