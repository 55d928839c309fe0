/** What became of something asked by a tool; whoever may do the next thing does it here. */
import { Failed, keyOf, Page, Skeleton, useAsk, useLive, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { RecordBody, RecordMoves } from '../parts/record-body.tsx'
import { useSay } from '../parts/say.ts'
import { SayRemark } from '../parts/say-remark.tsx'

export default function RecordPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const say = useSay()
  const asked = useAsk(toolLibrary, 'record', { params: { id: params.id } })
  const { data: record, error, refetch } = asked
  useLive([record && `matter:${record.matterId}`], [keyOf(toolLibrary, 'record')])
  if (!record)
    return (
      <Page title={t('nav.record')} isLoading={!error}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}
      </Page>
    )
  return (
    <Page
      title={say(record.toolName)}
      canBeRead
      {...(record.moves.length > 0 ? { action: <RecordMoves of={record} /> } : {})}
    >
      <RecordBody of={record} />
      <SayRemark about={record.toolId} />
    </Page>
  )
}
