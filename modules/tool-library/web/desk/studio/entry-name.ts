/** What the data dictionary calls an entry; its key until that is known. */
import { catalogue } from '@liren/catalogue/contract'
import { useAsk, useLook } from '@liren/web'

export const useEntryName = (key: string | undefined): string => {
  const { locale } = useLook()
  const { data } = useAsk(
    catalogue,
    'readEntry',
    { params: { key: key ?? '' } },
    { enabled: key !== undefined, staleSeconds: 3600 },
  )
  return data ? (locale === 'en' ? data.name.en : data.name.zh) : (key ?? '')
}
