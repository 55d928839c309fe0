/** The paper twin: the form blank or filled, with its number and a code that leads back to it. */
import { Failed, Page, Skeleton, useArea, useAsk, useFilters, useLook, useWords } from '@liren/web'
import { forms } from '../../contract.ts'
import { say } from '../../definition.ts'
import { PaperPage } from '../parts/paper.tsx'

export default function PrintPage({ params }: { params: { code: string } }) {
  const t = useWords('forms')
  const { locale } = useLook()
  const { code: area } = useArea()
  const [filters] = useFilters()
  const id = filters.of ?? null
  const blank = useAsk(forms, 'readForm', { params: { code: params.code }, query: area ? { area } : {} })
  const filled = useAsk(forms, 'read', { params: { id: id ?? '' } }, { enabled: id !== null })
  const definition = (id ? filled.data?.definition : null) ?? blank.data?.definition
  const failed = filled.error ?? blank.error
  if (!definition || (id !== null && filled.isLoading))
    return (
      <Page title={t('nav.paper')} back="/forms" isLoading={!failed}>
        {failed ? <Failed error={failed} again={() => void blank.refetch()} /> : <Skeleton />}
      </Page>
    )
  const base = `${location.origin}${location.pathname.replace(/\/forms\/.*/, '')}`
  return (
    <PaperPage
      definition={definition}
      version={filled.data?.version ?? blank.data?.version ?? 1}
      filled={filled.data ?? null}
      address={id ? `${base}/forms/${id}` : `${base}/forms/begin/${params.code}`}
      back="/forms"
      papers={(definition.materials ?? []).map(({ name, text }) => ({
        name: say(name, locale),
        text: say(text, locale) || undefined,
      }))}
    />
  )
}
