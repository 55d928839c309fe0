/** One form, being filled in or handed in already. */
import {
  ButtonLink,
  Chip,
  Empty,
  Facts,
  Page,
  Section,
  Skeleton,
  useAsk,
  useGo,
  useLook,
  useTimes,
  useWords,
} from '@liren/web'
import { forms, type SubmissionView } from '../../contract.ts'
import { say } from '../../definition.ts'
import { evaluate } from '../../evaluate.ts'
import { isEmpty } from '../../outline.ts'
import { useValueWords } from '../parts/field-view.tsx'
import { FillForm } from '../parts/fill-form.tsx'

const HandedIn = ({ of }: { of: SubmissionView }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const { when } = useTimes()
  const words = useValueWords()
  const { shown } = evaluate(of.definition, of.answers, { today: of.today, channel: of.channel })
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
      <Section title={t('screen.answers')}>
        <Facts
          of={shown
            .filter(({ value }) => !isEmpty(value))
            .map(({ at, field, within, value }) => [
              [...within, field].map(({ label }) => say(label, locale)).join(' · '),
              <span key={at}>
                {words(field, value)} <Chip>{t(`screen.origin.${of.origins?.[at] ?? 'typed'}`)}</Chip>
              </span>,
            ])}
        />
      </Section>
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
