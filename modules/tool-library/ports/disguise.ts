/** 脱敏 What leaves through a port is as coarse as it can be; what comes back is only what was declared. Pure. */

/** Entries of the dictionary a port may send; behind the read door stand those with a field of the register. */
export const sendable = Object.freeze({
  'person.name': 'fullName',
  'person.idNumber': 'identityNumber',
  'person.phone': 'phone',
  'person.birthOn': 'birthOn',
  'person.residence': 'address',
  'person.age': null,
  'person.community': null,
} as const)
export type SendableKey = keyof typeof sendable
export const isSendable = (key: string): key is SendableKey => Object.hasOwn(sendable, key)

const stars = (count: number) => '*'.repeat(Math.max(0, count))
const middle = (text: string, head: number, tail: number) =>
  [...text].length <= head + tail
    ? stars([...text].length)
    : `${text.slice(0, head)}${stars(text.length - head - tail)}${text.slice(text.length - tail)}`

/** 苏淑贞 → 苏**; a number keeps its ends; of a birthday the year remains, of an age its tens, of an address what stands before the number. */
const disguises: Readonly<Record<SendableKey, (text: string) => string>> = {
  'person.name': (text) => `${[...text][0] ?? ''}${stars([...text].length - 1)}`,
  'person.idNumber': (text) => middle(text, 4, 2),
  'person.phone': (text) => middle(text, 3, 4),
  'person.birthOn': (text) => text.slice(0, 4),
  'person.residence': (text) => text.replace(/\d.*$/u, '…'),
  'person.age': (text) => `${Math.floor(Number(text) / 10) * 10}+`,
  'person.community': (text) => text,
}

/** As it leaves: in the clear only what the keeper let through for this port, with a reason. */
export const disguised = (key: SendableKey, value: string, clear: readonly string[]): string =>
  clear.includes(key) ? value : disguises[key](value)

export type Received = string | number | boolean
const longest = 500

/** Numbers that name somebody are hidden in texts that come back, whoever wrote them there. */
const withoutNumbers = (text: string) =>
  text
    .replace(/(?<!\d)\d{17}[\dXx](?!\d)/g, (number) => middle(number, 4, 2))
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (number) => middle(number, 3, 4))

/** Of an answer, the declared fields alone: short plain values, nothing nested, nothing else. */
export const received = (answer: unknown, declared: readonly string[]): Readonly<Record<string, Received>> => {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return {}
  const given = answer as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    declared.flatMap((name): [string, Received][] => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined
      if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return [[name, value]]
      return typeof value === 'string' ? [[name, withoutNumbers(value.slice(0, longest))]] : []
    }),
  )
}
