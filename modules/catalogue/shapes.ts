/** Shapes of the catalogue: a value with where it is from, and what somebody agreed to. */
import { At, Nullable, On, Personal, type Static, Type } from '@liren/contract'
import { sensitivities } from './dictionary/entry.ts'

export const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
/** Nothing undeclared gets in. */
export const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

export const HeldValue = Type.Object({
  key: Type.String(),
  name: Type.String(),
  value: Personal(Type.Unknown()),
  /** The value in words: of a code its word, of a list its parts. */
  text: Personal(Nullable(Type.String())),
  source: Nullable(Type.String()),
  on: Nullable(On),
  verifiedAt: Nullable(At),
  sensitivity: Type.Enum([...sensitivities]),
  isStale: Type.Boolean(),
  isConflicting: Type.Boolean(),
  withheld: Nullable(
    Type.Enum(['consent', 'notShared', 'restricted', 'unknownKey', 'verifyOnly', 'atOwner', 'silent']),
  ),
})

/** 授权同意 One purpose as its person sees it: the text in force, and what they last said. */
export type Consent = Static<typeof Consent>
export const Consent = Type.Object({
  purpose: Type.String(),
  title: Type.String(),
  text: Type.String(),
  version: Type.Integer(),
  isSeparate: Type.Boolean(),
  /** Names of the fields fetched under it. */
  fields: Type.Array(Type.String()),
  isGiven: Type.Boolean(),
  decidedAt: Nullable(At),
  /** They agreed to an older text whose purpose has changed since: asked anew. */
  isOutdated: Type.Boolean(),
})
