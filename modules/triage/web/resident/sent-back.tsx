/** 退回率 How often cases come back from the unit they were sent to, month by month: for everybody, below how a report is handled. */
import { Row, Section, useAsk, useTimes, useWords } from '@liren/web'
import { triage } from '../../contract.ts'

const shown = 6

export default function SentBack() {
  const t = useWords()
  const { month: said } = useTimes()
  const { data } = useAsk(triage, 'bounces', {}, { staleSeconds: 600 })
  const months = (data?.items ?? []).filter(({ routed }) => routed > 0).slice(0, shown)
  // A district that has not sent anything yet has no rate to show.
  if (months.length === 0) return null
  return (
    <Section title={t('screen.sentBack.title')}>
      <p className="field-hint">{t('screen.sentBack.hint')}</p>
      <div className="list">
        {months.map(({ month, routed, bounced, arbitrated }) => (
          <Row
            key={month}
            title={said(month)}
            note={t('screen.sentBack.of', { routed, bounced, arbitrated })}
            after={<b className="number">{((100 * bounced) / routed).toFixed(1)}%</b>}
          />
        ))}
      </div>
    </Section>
  )
}
