/** Before anything is read: what may be drawn from elsewhere, switch by switch; and what would be fetched, each to be refused. */
import { catalogue } from '@liren/catalogue/contract'
import { fetchedBy } from '@liren/forms/web/asked'
import { Notice, Section, Switch, useAsk, useLook, useSend, useSession, useWords } from '@liren/web'
import type { ItemView } from '../../views.ts'

type Consent = { purpose: string; title: string; text: string; version: number; isGiven: boolean }

const One = ({ of }: { of: Consent }) => {
  const send = useSend(catalogue, 'decideConsent', { stale: [[catalogue, 'listMyConsents']] })
  return (
    <Switch
      label={of.title}
      hint={of.text}
      value={of.isGiven}
      disabled={send.isSending}
      onChange={(isGiven) => send.now({ params: { purpose: of.purpose }, body: { isGiven, version: of.version } })}
    />
  )
}

/** Off until somebody says so; the same switch takes it back. */
export const Consents = ({ of }: { of: ItemView }) => {
  const t = useWords('services')
  const { personId, onBehalfOf } = useSession()
  // Whoever has no record here has nothing to consent to.
  const isAsked = of.record.consents.length > 0 && (onBehalfOf?.personId ?? personId) !== null
  const { data } = useAsk(catalogue, 'listMyConsents', {}, { enabled: isAsked })
  const asked = (data?.items ?? []).filter(({ purpose }) => of.record.consents.includes(purpose))
  if (!isAsked) return null
  return (
    <Section title={t('screen.consentsTitle')}>
      <Notice>{t('screen.consentHint')}</Notice>
      {asked.map((one) => (
        <One key={one.purpose} of={one} />
      ))}
    </Section>
  )
}

export const Fetched = ({
  of,
  refused,
  onRefuse,
}: {
  of: ItemView
  refused: readonly string[]
  onRefuse: (keys: readonly string[]) => void
}) => {
  const t = useWords('services')
  const { locale } = useLook()
  const fetched = fetchedBy(of.form, locale)
  if (fetched.length === 0) return null
  return (
    <details className="services-faq">
      <summary>{t('screen.fetchedTitle', { n: fetched.length - refused.length })}</summary>
      <p className="services-soft">{t('screen.fetchedHint')}</p>
      {fetched.map(({ key, label }) => (
        <Switch
          key={key}
          label={label}
          value={!refused.includes(key)}
          onChange={(isOn) => onRefuse(isOn ? refused.filter((one) => one !== key) : [...refused, key])}
        />
      ))}
    </details>
  )
}
