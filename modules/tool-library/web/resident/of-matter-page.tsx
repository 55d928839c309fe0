/** Notices and inboxes know a matter by its own id; here the way leads on to its record. */
import { Failed, NotFound, Page, Skeleton, useAsk, useWords } from '@liren/web'
import { Redirect } from 'wouter'
import { toolLibrary } from '../../contract.ts'

export default function OfMatterPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { data, error, refetch } = useAsk(
    toolLibrary,
    'recordOfMatter',
    { params: { id: params.id } },
    { enabled: /^[0-9a-f-]{36}$/.test(params.id) },
  )
  if (data?.recordId) return <Redirect to={`/tool-library/records/${data.recordId}`} replace />
  if (data || !/^[0-9a-f-]{36}$/.test(params.id)) return <NotFound />
  return (
    <Page title={t('nav.record')}>{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}</Page>
  )
}
