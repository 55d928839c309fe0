/** Is there such a tool already (查重)? Same category, shared data entries, fields of the same name, words that sound alike; shown with why. */
import type { Alike } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import type { LibraryWork } from './edition.ts'
import { entriesOf, toolStore } from './store-tools.ts'

/** Above this a publisher must say why another one is needed. */
export const alikeFrom = 0.45

const pairs = (text: string) => {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)))
}
const share = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>) => {
  const both = [...one].filter((item) => other.has(item)).length
  const all = one.size + other.size - both
  return all === 0 ? 0 : both / all
}
const wordsOf = (document: ToolDocument) =>
  pairs(`${document.name['zh-CN']} ${document.summary['zh-CN']} ${(document.keywords ?? []).join(' ')}`)
const labelsOf = (document: ToolDocument) =>
  new Set(document.forms.flatMap((form) => form.fields.map(({ label }) => label['zh-CN'])))

/** Likeness of two documents, 0 to 1, with what it rests on. */
export const likeness = (
  one: ToolDocument,
  other: ToolDocument,
): { readonly likeness: number; readonly because: string[] } => {
  const name = share(pairs(one.name['zh-CN']), pairs(other.name['zh-CN']))
  const words = share(wordsOf(one), wordsOf(other))
  const labels = share(labelsOf(one), labelsOf(other))
  const entries = share(new Set(entriesOf(one)), new Set(entriesOf(other)))
  const value = (one.category === other.category ? 0.1 : 0) + 0.3 * name + 0.2 * words + 0.3 * labels + 0.1 * entries
  const because = [
    ...(name > 0.3 ? ['name'] : []),
    ...(words > 0.2 ? ['words'] : []),
    ...(labels > 0.2 ? ['fields'] : []),
    ...(entries > 0.3 ? ['entries'] : []),
  ]
  return { likeness: Math.round(Math.min(1, value) * 100) / 100, because }
}

export const alikeTo = async (work: LibraryWork, document: ToolDocument): Promise<readonly Alike[]> => {
  // Another category does not hide it.
  const others = await toolStore(work.db).near(
    { category: document.category, entries: entriesOf(document), name: document.name['zh-CN'], butNot: document.id },
    300,
  )
  return others
    .filter(({ id }) => id !== document.lineage?.forkOf.id)
    .map((other) => ({
      id: other.id,
      name: other.head.name,
      unit: other.head.unit,
      ...likeness(document, other.document),
    }))
    .filter((one) => one.likeness >= 0.25)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 5)
}
