/** 本单位 The units somebody acts for: owners' committees, property firms and social organisations have a space of their own here. */
import { Id, Nullable, On, type Static, Type } from '@liren/contract'
import { Post, type UnitKind, UnitKind as UnitKindShape } from './shapes.ts'

/** Bodies of citizens and firms: no offices. Their people act as representatives. */
const citizens: readonly UnitKind[] = ['propertyFirm', 'ownersCommittee', 'socialOrganisation']
export const isCitizens = (kind: UnitKind): boolean => citizens.includes(kind)

/** The column of the responsibility table 责任清单 that speaks of a unit of this kind. */
export const sideOf = (kind: UnitKind) =>
  kind === 'propertyFirm'
    ? 'property'
    : kind === 'ownersCommittee' || kind === 'residentsCommittee'
      ? kind
      : kind === 'government'
        ? 'government'
        : null

/**
 * Part of whoever hands things to units: `gives: { organisation: { inHand } satisfies GivenToOrganisation }`. How many things a unit still
 * has in hand: it is not dissolved before somebody else has them.
 */
export type GivenToOrganisation = { readonly inHand: (work: object, unitId: string) => Promise<number> }

export type OwnUnit = Static<typeof OwnUnit>
export const OwnUnit = Type.Object({
  id: Id,
  kind: UnitKindShape,
  name: Type.String(),
  areaName: Type.String(),
  phone: Nullable(Type.String()),
  address: Nullable(Type.String()),
  hours: Nullable(Type.String()),
  people: Type.Array(
    Type.Object({ id: Id, name: Type.String(), post: Post, title: Type.String(), termFrom: On, termTo: Nullable(On) }),
  ),
  /** What it answers for by the responsibility table; `isLead` where the matter is its own and it is no mere helper. */
  answersFor: Type.Array(Type.Object({ title: Type.String(), what: Type.String(), isLead: Type.Boolean() })),
})

export const ownUnitRoutes = {
  ownUnits: {
    method: 'GET',
    path: '/own-units',
    may: 'own-unit.read',
    summary: 'Units I act for: what they are, who is in them, what they answer for',
    reply: Type.Object({ items: Type.Array(OwnUnit) }),
  },
} as const
