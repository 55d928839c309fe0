/** An item on paper: its form blank or as filled in, the papers and what is signed and promised; the code leads back to applying here. */
import { forms } from '@liren/forms/contract'
import { PaperPage } from '@liren/forms/web/paper'
import { Failed, Page, Skeleton, useArea, useAsk, useFilters, useLook, useWords } from '@liren/web'
import { services } from '../../contract.ts'

export default function PrintPage({ params }: { params: { code: string } }) {
  const t = useWords('services')
  const { locale } = useLook()
  const { code: area } = useArea()
  const [filters] = useFilters()
  const id = filters.of ?? null
  const item = useAsk(services, 'item', { params: { code: params.code } })
  const blank = useAsk(forms, 'readForm', { params: { code: params.code }, query: area ? { area } : {} })
  const filled = useAsk(forms, 'read', { params: { id: id ?? '' } }, { enabled: id !== null })
  const definition = filled.data?.definition ?? blank.data?.definition
  const failed = item.error ?? filled.error ?? blank.error
  if (!definition || !item.data || (id !== null && filled.isLoading))
    return (
      <Page title={t('screen.printPaper')} back={`/services/items/${params.code}`} isLoading={!failed}>
        {failed ? <Failed error={failed} again={() => void blank.refetch()} /> : <Skeleton />}
      </Page>
    )
  const { record } = item.data
  const base = `${location.origin}${location.pathname.replace(/\/services\/.*/, '')}`
  return (
    <PaperPage
      definition={definition}
      version={filled.data?.version ?? blank.data?.version ?? 1}
      filled={filled.data ?? null}
      address={id ? `${base}/services/${id}` : `${base}/services/apply/${params.code}`}
      back={id ? `/services/${id}` : `/services/items/${params.code}`}
      papers={record.materials.map(({ name, text }) => ({
        name,
        text: text && (locale.startsWith('en') ? text.en : text.zh),
      }))}
      promise={record.promise && `${record.promise.text}\n${record.promise.consequences}`}
    />
  )
}
