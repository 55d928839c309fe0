/** From an address to its page. */

type Addressed = { readonly path: string }

const partsOf = (path: string) => path.split('/').filter(Boolean)
const isBlank = (part: string) => part.startsWith(':')

/** Fixed addresses before ones with blanks: `/cases/new` before `/cases/:id`. */
export const bySpecificity = <P extends Addressed>(pages: readonly P[]): readonly P[] =>
  pages
    .map((page) => ({ page, blanks: partsOf(page.path).filter(isBlank).length }))
    .sort((one, other) => one.blanks - other.blanks)
    .map(({ page }) => page)

type Patterns = readonly { readonly page: Addressed; readonly parts: readonly string[] }[]
const known = new WeakMap<readonly Addressed[], Patterns>()
const patternsOf = (pages: readonly Addressed[]): Patterns => {
  const found =
    known.get(pages) ?? bySpecificity(pages).map((page) => ({ page, parts: partsOf(page.path.toLowerCase()) }))
  known.set(pages, found)
  return found
}

/** The page of an address below the board, and what its blanks catch. Large and small letters are alike: printed codes prefer large ones. */
export const pageAt = <P extends Addressed>(
  pages: readonly P[],
  path: string,
): { readonly page: P; readonly params: Readonly<Record<string, string>> } | undefined => {
  const at = partsOf(path)
  const lower = at.map((part) => part.toLowerCase())
  const found = patternsOf(pages).find(
    ({ parts }) => parts.length === at.length && parts.every((part, index) => isBlank(part) || part === lower[index]),
  )
  if (!found) return undefined
  const named = partsOf(found.page.path).flatMap((part, index) =>
    isBlank(part) ? [[part.slice(1), at[index] ?? '']] : [],
  )
  // The list was made of these very pages.
  return { page: found.page as P, params: Object.fromEntries(named) }
}
