/** The name of a category, for pages of others: `<Slot name="name:category" of={{ code }} />`. */
import { useAsk } from '@liren/web'
import { cases } from '../../contract.ts'

export default function CategoryName({ of }: { of: { readonly code: string } }) {
  const { data } = useAsk(cases, 'categories', {}, { staleSeconds: 600 })
  const found = data?.items.find((one) => one.code === of.code)
  return found?.name ?? of.code
}
