/** The published lists 清单: saved filters over items with a day of publication, and whether every item stands where it must. */
import { On, type Static, Type } from '@liren/contract'
import type { ItemRecord } from './item.ts'

const closed = { additionalProperties: false } as const

/** Every part given must be met; `anyTag` by one of its tags. */
export const Filter = Type.Object(
  {
    audience: Type.Optional(Type.Enum(['person', 'firm'])),
    types: Type.Optional(Type.Array(Type.String(), { maxItems: 7 })),
    anyTag: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 20 })),
  },
  closed,
)
export type Filter = Static<typeof Filter>

export const OpenList = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
    name: Type.String({ minLength: 2, maxLength: 40 }),
    nameEn: Type.String({ minLength: 2, maxLength: 80 }),
    purpose: Type.String({ maxLength: 200 }),
    filter: Filter,
    publishedOn: On,
  },
  closed,
)
export type OpenList = Static<typeof OpenList>

/** Items a filter speaks of must stand in all of one group of lists, and in at least one of another. */
export const Requirement = Type.Object(
  {
    of: Filter,
    allOf: Type.Array(Type.String(), { maxItems: 20 }),
    oneOf: Type.Array(Type.String(), { maxItems: 20 }),
    because: Type.String({ maxLength: 200 }),
  },
  closed,
)
export type Requirement = Static<typeof Requirement>

type Listed = Pick<ItemRecord, 'code' | 'audience' | 'type' | 'tags'>

export const isIn = (item: Listed, filter: Filter) =>
  (!filter.audience || filter.audience === item.audience) &&
  (!filter.types || filter.types.includes(item.type)) &&
  (!filter.anyTag || filter.anyTag.some((tag) => item.tags.includes(tag)))

export const listsOf = (item: Listed, lists: readonly OpenList[]): readonly string[] =>
  lists.filter(({ filter }) => isIn(item, filter)).map(({ code }) => code)

export type Gap = { readonly itemCode: string; readonly missing: readonly string[]; readonly because: string }

/** What is missing for every item to stand in the lists it must stand in; empty when the whole catalogue is covered. */
export const gapsOf = (
  items: readonly Listed[],
  lists: readonly OpenList[],
  requirements: readonly Requirement[],
): readonly Gap[] =>
  items.flatMap((item) => {
    const stands = new Set(listsOf(item, lists))
    return requirements
      .filter(({ of }) => isIn(item, of))
      .flatMap(({ allOf, oneOf, because }): Gap[] => {
        const missing = allOf.filter((code) => !stands.has(code))
        const lacksAny = oneOf.length > 0 && !oneOf.some((code) => stands.has(code))
        return missing.length > 0 || lacksAny
          ? [{ itemCode: item.code, missing: [...missing, ...(lacksAny ? [oneOf.join('|')] : [])], because }]
          : []
      })
  })
