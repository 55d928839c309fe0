/** Where each answer came from in the end, and so how much somebody had to type. */

import type { FormDefinition } from './definition.ts'
import { isEmpty } from './outline.ts'
import type { Answers, Standing } from './standing.ts'

/**
 * typed: nothing was offered, or it was refused · edited: offered, and changed · prefilled: offered, and left as it was ·
 * confirmed: offered, and said to hold · derived · default: the form's own proposal, left as it was · empty: nothing is given.
 */
export const origins = ['typed', 'edited', 'prefilled', 'confirmed', 'derived', 'default', 'empty'] as const
export type Origin = (typeof origins)[number]

/** A value that was offered for a path of the answers, from where and how old. */
export type Offer = {
  readonly value: unknown
  readonly source: string
  readonly asOf: string | null
}
export type Offers = Readonly<Record<string, Offer>>

export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

export type Tally = {
  /** Leaves that showed. */
  readonly shown: number
  /** Had to be typed or chosen by somebody: typed + edited. */
  readonly typed: number
  readonly edited: number
  readonly prefilled: number
  readonly confirmed: number
  readonly derived: number
  readonly byDefault: number
  readonly empty: number
  /** Offered and refused. */
  readonly refused: number
}

/** The origin of every leaf that shows, by its place in the answers. */
export const originsOf = (
  standing: Standing,
  offers: Offers,
  confirmed: ReadonlySet<string>,
): Readonly<Record<string, Origin>> =>
  Object.fromEntries(
    standing.shown.map(({ at, field, value }) => {
      const offer = Object.hasOwn(offers, at) ? offers[at] : undefined
      const origin: Origin =
        field.derive !== undefined
          ? 'derived'
          : isEmpty(value)
            ? 'empty'
            : offer !== undefined
              ? isSame(value, offer.value)
                ? confirmed.has(at)
                  ? 'confirmed'
                  : 'prefilled'
                : 'edited'
              : field.default !== undefined && isSame(value, field.default)
                ? 'default'
                : 'typed'
      return [at, origin]
    }),
  )

export const tally = (found: Readonly<Record<string, Origin>>, refused: readonly string[] = []): Tally => {
  const count = (origin: Origin) => Object.values(found).filter((one) => one === origin).length
  const edited = count('edited')
  return {
    shown: Object.keys(found).length,
    typed: count('typed') + edited,
    edited,
    prefilled: count('prefilled'),
    confirmed: count('confirmed'),
    derived: count('derived'),
    byDefault: count('default'),
    empty: count('empty'),
    refused: refused.length,
  }
}

/** 少填 1 − Σ typed / Σ baseline over finished ones; null while there is none. */
export const savingOf = (sums: { readonly typed: number; readonly baseline: number }): number | null =>
  sums.baseline === 0 ? null : 1 - sums.typed / sums.baseline

/** What a form starts with: its own proposals. */
export const defaultsOf = (definition: FormDefinition): Answers =>
  Object.fromEntries(
    definition.fields.flatMap(({ key, default: value }) => (value === undefined ? [] : [[key, value] as const])),
  )
