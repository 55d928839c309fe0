/** The name of a category, for pages of others: `<Slot name="name:category" of={{ code, area }} />`; with an area, as it is called there. */
import { useAsk } from '@liren/web'
import { cases } from '../../contract.ts'

export default function CategoryName({ of }: { of: { readonly code: string; readonly area?: string | null } }) {
  // Names are given by communities; one answer serves all cells of one.
  const area = of.area?.slice(0, 12)
  const { data, isLoading } = useAsk(cases, 'categories', { query: area ? { area } : {} }, { staleSeconds: 600 })
  const found = data?.items.find((one) => one.code === of.code)
  // A code that turns into a name a moment later would be read twice.
  return found?.name ?? (isLoading ? null : of.code)
}
