/** 我的授权 One switch for each purpose, off until I say so; taking it back is the same switch. */
import {
  Chip,
  Empty,
  Failed,
  Page,
  problemOf,
  Section,
  Skeleton,
  Switch,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { type Consent, catalogue } from '../../contract.ts'

const One = ({ consent }: { consent: Consent }) => {
  const t = useWords()
  const { day, list } = useTimes()
  const send = useSend(catalogue, 'decideConsent', {
    stale: [[catalogue, 'listMyConsents']],
    then: ({ isGiven }) => toast(t(isGiven ? 'screen.consent.given' : 'screen.consent.withdrawn'), 'good'),
  })
  return (
    <Section title={consent.title}>
      <p>{consent.text}</p>
      {consent.fields.length > 0 && (
        <p className="field-hint">{t('screen.consent.fields', { list: list(consent.fields) })}</p>
      )}
      <Switch
        label={t(consent.isGiven ? 'screen.consent.on' : 'screen.consent.off')}
        hint={
          consent.isOutdated
            ? t('screen.consent.outdated')
            : consent.decidedAt
              ? t('screen.consent.since', { day: day(consent.decidedAt), version: consent.version })
              : t('screen.consent.never')
        }
        value={consent.isGiven}
        disabled={send.isSending}
        onChange={(isGiven) =>
          send.now({ params: { purpose: consent.purpose }, body: { isGiven, version: consent.version } })
        }
      />
      {consent.isSeparate && (
        <p>
          <Chip tone="soon">{t('screen.consent.separate')}</Chip>
        </p>
      )}
    </Section>
  )
}

export default function ConsentsPage() {
  const t = useWords()
  const consents = useAsk(catalogue, 'listMyConsents', {})
  if (problemOf(consents.error)?.code === 'catalogue/no-record')
    return (
      <Page title={t('nav.consents')} back="/me">
        <Empty icon="person" title={t('screen.noRecord')} hint={t('screen.noRecordHint')} />
      </Page>
    )
  return (
    <Page title={t('nav.consents')} back="/me" canBeRead>
      <p>{t('screen.consent.hint')}</p>
      {consents.error ? (
        <Failed error={consents.error} again={() => void consents.refetch()} />
      ) : !consents.data ? (
        <Skeleton />
      ) : (
        consents.data.items.map((consent) => <One key={consent.purpose} consent={consent} />)
      )}
    </Page>
  )
}
