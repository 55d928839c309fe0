/** What is known of somebody: values at hand by name, and perhaps a way to have others when a clause asks for them. */

/** Under this symbol stands how values not at hand are had; what it answers undefined or null to is not known. */
export const later = Symbol('later')
/** `has` costs nothing, `get` opens what is sealed. */
export type Later = { readonly has: (name: string) => boolean; readonly get: (name: string) => unknown }

export type Facts = Readonly<Record<string, unknown>> & { readonly [later]?: Later }

/** What every judgement rests on: a value that is absent, null or of the wrong kind is not known. */
export const known = (facts: Facts, name: string): unknown => {
  const value = facts[name]
  if (value === undefined) return facts[later]?.get(name)
  // `constructor` and its like are there without anybody having said so.
  return name in Object.prototype && !Object.hasOwn(facts, name) ? undefined : value
}

/** Is there anything that could be looked at? Answered without opening it. */
export const isThere = (facts: Facts, name: string): boolean =>
  Object.hasOwn(facts, name) || (facts[later]?.has(name) ?? false)

/** 共享数据 Values of other departments are sealed: they are asked for last, when nothing at hand has settled a rule. */
export const isDear = (name: string) => name.startsWith('share.')
