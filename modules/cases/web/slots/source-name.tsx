/** The name of a channel, for pages of others: `<Slot name="name:source" of={{ code }} />`. */
import { useAsk } from '@liren/web'
import { cases } from '../../contract.ts'

export default function SourceName({ of }: { of: { readonly code: string } }) {
  const { data } = useAsk(cases, 'sources', {}, { staleSeconds: 600 })
  const found = data?.items.find((one) => one.code === of.code)
  return found?.name ?? of.code
}
