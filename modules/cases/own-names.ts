/** What a community calls things itself (本地叫法): names differ from place to place, codes never do. Pure. */
import type { Category } from './category.ts'

/** One name in force. `prefix` is the area's code without its trailing zeros: it covers everything below. */
export type OwnName = {
  readonly code: string
  readonly prefix: string
  readonly name: string
  readonly nameEn: string | null
}

/** A category as it is called somewhere; `usual` is what the district calls it, where that differs. */
export type Called = Category & { readonly usual: { readonly name: string; readonly nameEn: string } | null }

/** `E05`: the type a category belongs to. */
export const typeOf = (code: string) => code.slice(0, 3)

/** Names in force by code. */
export type OwnNames = ReadonlyMap<string, readonly OwnName[]>

const nearest = (own: OwnNames, code: string, areaCode: string) =>
  own
    .get(code)
    ?.filter(({ prefix }) => areaCode.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0]

const withLast = (path: readonly string[], last: string) => [...path.slice(0, -1), last]

/** The category in the words of a place: the nearest area that has a name of its own for it, or for its type, is followed. */
export const calledIn = (category: Category, own: OwnNames, areaCode: string): Called => {
  const leaf = nearest(own, category.code, areaCode)
  const type = nearest(own, typeOf(category.code), areaCode)
  return {
    ...category,
    ...(leaf ? { name: leaf.name, nameEn: leaf.nameEn ?? category.nameEn } : {}),
    ...(type
      ? {
          path: withLast(category.path, type.name),
          pathEn: category.pathEn && withLast(category.pathEn, type.nameEn ?? category.pathEn.at(-1) ?? type.name),
        }
      : {}),
    usual: leaf ? { name: category.name, nameEn: category.nameEn } : null,
  }
}
