/** The name of a channel, for pages of others: `<Slot name="name:source" of={{ code }} />`. */
import { useAsk } from '@liren/web'
import { cases } from '../../contract.ts'

export default function SourceName({ of }: { of: { readonly code: string } }) {
  const { data, isLoading } = useAsk(cases, 'sources', {}, { staleSeconds: 600 })
  const found = data?.items.find((one) => one.code === of.code)
  // A code that turns into a name a moment later would be read twice.
  return found?.name ?? (isLoading ? null : of.code)
}
