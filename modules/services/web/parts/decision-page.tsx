/** 决定书 A decision to read and to print, with a code anybody can verify. */
import { Button, Failed, Page, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'
import { Square } from './square.tsx'
import '../services.css'

export default function DecisionPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(services, 'decision', { params: { id: params.id } })
  if (!data)
    return (
      <Page title={t('screen.decision')} back="/services" isLoading={!error}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={8} />}
      </Page>
    )
  const address = `${window.location.origin}/services/verify?number=${data.number}&code=${data.code}`
  return (
    <Page
      title={t('screen.decision')}
      back="/services"
      canBeRead
      action={
        <Button icon="print" onClick={() => window.print()}>
          {t('screen.print')}
        </Button>
      }
    >
      <article className="services-decision">
        <h2>{data.issuer}</h2>
        <h3>{t(`screen.decisionTitle.${data.outcome}`, { item: data.itemName })}</h3>
        <p className="services-decision-number">{data.number}</p>
        <p>{t('screen.decisionTo', { holder: data.holder })}</p>
        <p>{data.text ?? t('screen.decisionClosed')}</p>
        <p>{t('screen.decisionBasis', { basis: data.basis })}</p>
        {data.validUntil && <p>{t('screen.validUntil', { day: day(data.validUntil) })}</p>}
        <p>{data.remedy}</p>
        <p className="services-decision-end">
          {data.issuer}
          <br />
          {day(data.issuedAt)}
        </p>
        <footer>
          <Square text={address} label={t('screen.verifyCode', { code: data.code })} />
          <p>
            {t('screen.verifyCode', { code: data.code })}
            <br />
            <small className="services-soft">SHA-256 {data.sha256.slice(0, 16)}…</small>
          </p>
        </footer>
      </article>
    </Page>
  )
}
