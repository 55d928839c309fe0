/** Alerts I was told of, on the phone: what they say, and those of their cases I may open. */
import {
  Chip,
  Empty,
  Failed,
  keyOf,
  Page,
  Row,
  Skeleton,
  useAsk,
  useLive,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { command } from '../../contract.ts'
import { AlertSays } from '../parts/alert-says.tsx'
import '../parts/calls.css'

export default function AlertsPage() {
  const t = useWords('command')
  const { when } = useTimes()
  const session = useSession()
  const asked = useAsk(command, 'toldAlerts', {}, { everySeconds: 60, isKept: true })
  useLive([session.id && `account:${session.id}`], [keyOf(command, 'toldAlerts')])
  return (
    <Page title={t('nav.alerts')} back="/matters">
      {asked.error && !asked.data ? (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      ) : !asked.data ? (
        <Skeleton rows={3} />
      ) : asked.data.items.length === 0 ? (
        <Empty icon="check" title={t('screen.noToldAlerts')} hint={t('screen.noToldAlertsHint')} />
      ) : (
        <ul className="calls">
          {asked.data.items.map((one) => (
            <li key={one.id}>
              <p className="calls-head">
                <Chip tone={one.overAt ? 'done' : 'overdue'}>{t(`screen.alertKind.${one.kind}`)}</Chip>
                <span>{one.overAt ? t('screen.alertOver', { at: when(one.overAt) }) : when(one.raisedAt)}</span>
              </p>
              <h2>{one.ruleName}</h2>
              <p>
                <AlertSays of={one} />
              </p>
              {one.seenAt && (
                <p className="calls-because">
                  {t('screen.seenBy', { name: one.seenByName ?? '', at: when(one.seenAt), note: one.seenNote ?? '' })}
                </p>
              )}
              {one.seenCases.length > 0 ? (
                <ul className="list">
                  {one.seenCases.map((row) => (
                    <li key={row.id}>
                      <Row
                        to={`/matters/${row.id}`}
                        title={row.title}
                        note={`${row.number} · ${row.holderUnitName ?? t('screen.nobody')}`}
                      />
                    </li>
                  ))}
                </ul>
              ) : (
                one.cases > 0 && <p className="calls-because">{t('screen.casesOutOfSight', { count: one.cases })}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
