/** 一件事 A journey under way: one form for all its items, then the papers together, then each with its number. */
import { JoinedForm } from '@liren/forms/web/joined-form'
import { Chip, Failed, Notice, Page, Row, Section, Skeleton, toast, useAsk, useWords } from '@liren/web'
import { services } from '../../contract.ts'
import '../services.css'
import { MaterialsStep } from './materials-step.tsx'

export default function JourneyPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'journey', { params: { id: params.id } })
  const drafts = data?.parts.filter(({ application }) => application.state === 'draft') ?? []
  const unfilled = drafts.flatMap(({ application: { itemName: name, form } }) =>
    form?.state === 'draft' ? [{ name, form }] : [],
  )
  if (data && unfilled.length > 0)
    return (
      <JoinedForm
        key={unfilled.map(({ form }) => form.id).join()}
        title={data.name}
        back="/services"
        parts={unfilled}
        onHandedIn={() => void refetch()}
      />
    )
  return (
    <Page title={data?.name ?? t('nav.journey')} back="/services" isLoading={!data && !error}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {drafts.length > 0 && (
        <MaterialsStep
          all={drafts.map(({ application }) => application)}
          onDone={(codes) => toast(t('screen.handedInAll', { n: codes.length }), 'good')}
        />
      )}
      {data && drafts.length === 0 && <Notice tone="good">{t('screen.journeyDone')}</Notice>}
      {data && (
        <Section title={t('screen.journeyItems')}>
          {data.parts.map(({ application }) => (
            <Row
              key={application.id}
              to={`/services/${application.id}`}
              title={application.itemName}
              note={application.number ?? undefined}
              after={<Chip tone={application.finishedAt ? 'done' : 'main'}>{t(`state.${application.state}`)}</Chip>}
            />
          ))}
        </Section>
      )}
    </Page>
  )
}
