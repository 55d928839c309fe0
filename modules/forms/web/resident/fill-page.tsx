/** One form, being filled in or handed in already. */
import { ButtonLink, Empty, Facts, Page, Skeleton, useAsk, useGo, useLook, useTimes, useWords } from '@liren/web'
import { forms, type SubmissionView } from '../../contract.ts'
import { say } from '../../definition.ts'
import { AnswersList } from '../parts/answers-list.tsx'
import { FillForm } from '../parts/fill-form.tsx'

const HandedIn = ({ of }: { of: SubmissionView }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const { when } = useTimes()
  return (
    <Page
      title={say(of.definition.title, locale)}
      back="/forms"
      canBeRead
      action={<ButtonLink to={`/forms/print/${of.code}?of=${of.id}`}>{t('screen.print')}</ButtonLink>}
    >
      <Facts
        of={[
          [t('screen.number'), <b key="number">{of.number}</b>],
          [t('screen.handedInAt'), of.submittedAt ? when(of.submittedAt) : '—'],
          of.tally !== null && [t('screen.typedTitle'), t('screen.typedText', { typed: of.tally.typed })],
        ]}
      />
      <AnswersList of={of} />
    </Page>
  )
}

export default function FillPage({ params }: { params: { id: string } }) {
  const t = useWords('forms')
  const go = useGo()
  const found = useAsk(forms, 'read', { params: { id: params.id } }, { isKept: true })
  if (found.data?.state === 'submitted') return <HandedIn of={found.data} />
  if (found.data) return <FillForm submission={found.data} back="/forms" onHandedIn={(done) => !done && go('/forms')} />
  return (
    <Page title={t('title')} back="/forms" isLoading={found.isLoading}>
      {found.isError ? (
        <Empty icon="document" title={t('screen.noForm')} hint={t('screen.noFormHint')} />
      ) : (
        <Skeleton />
      )}
    </Page>
  )
}
