/** The general page of a matter, for modules that have none of their own: facts, buttons, talk, history. */
import { AsOf, Failed, Page, Skeleton, Slot } from '@liren/web'
import { Redirect } from 'wouter'
import { ActButtons } from './act-buttons.tsx'
import { EvidencePicker } from './evidence-picker.tsx'
import { MatterBody } from './matter-body.tsx'
import { useMatterLink, useMatterWords } from './matter-words.ts'
import { MoveButtons } from './move-buttons.tsx'
import { SuspendButton } from './suspend-button.tsx'
import { useMatter } from './use-matter.ts'

export default function MatterPage({ params }: { params: { id: string } }) {
  const { t } = useMatterWords()
  const link = useMatterLink()
  const asked = useMatter(params.id)
  const { data: matter, error, refetch } = asked
  if (!matter) {
    return (
      <Page title={t('title')} isLoading={!error}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}
      </Page>
    )
  }
  // Notices lead here whatever the matter is; where its module has a page of its own, that is the one to read.
  const own = link(matter)
  if (own !== `/matters/${matter.id}`) return <Redirect to={own} replace />
  return (
    <Page
      title={matter.title}
      canBeRead
      action={<MoveButtons of={matter} evidence={(take) => <EvidencePicker onTake={take} />} />}
    >
      <AsOf of={asked} />
      <MatterBody of={matter}>
        <Slot name={`matter:${matter.module}`} of={matter} />
      </MatterBody>
      <div className="button-row">
        <ActButtons of={matter} />
        <SuspendButton of={matter} />
      </div>
    </Page>
  )
}
