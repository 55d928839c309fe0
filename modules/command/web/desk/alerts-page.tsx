/** Alerts 预警: what waits to be dealt with, what still stands, and all there were. */
import { ButtonLink, Chip, Empty, Segments, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { alertKinds } from '../../alert.ts'
import { command } from '../../contract.ts'
import { AlertActs, AlertWords } from './alert-row.tsx'
import { useBoardArea, useBoardLive } from './use-board.ts'
import './board.css'

const states = ['unseen', 'standing', 'all'] as const

export default function AlertsPage() {
  const t = useWords()
  const { when } = useTimes()
  const { area } = useBoardArea()
  const [filters, filter] = useFilters()
  useBoardLive()
  const state = states.find((one) => one === filters.state) ?? 'unseen'
  const kind = alertKinds.find((one) => one === filters.kind)
  return (
    <DeskPage
      title={t('nav.alerts')}
      hint={t('screen.alertsHint')}
      back={{ to: '/command', label: t('nav.board') }}
      tools={<ButtonLink to="/command/alert-rules">{t('screen.toRules')}</ButtonLink>}
    >
      <Segments
        label={t('screen.alertState')}
        value={state}
        onChange={(value) => filter({ state: value === 'unseen' ? null : value })}
        choices={states.map((value) => ({ value, label: t(`screen.alertStates.${value}`) }))}
      />
      <ListTable
        contract={command}
        route="alerts"
        input={{ query: { state, ...(kind ? { kind } : {}), ...(area ? { area } : {}) } }}
        label={t('nav.alerts')}
        empty={<Empty icon="check" title={t('screen.noAlerts')} hint={t('screen.noAlertsHint')} />}
        filters={[
          {
            name: 'kind',
            label: t('screen.alertKindLabel'),
            choices: alertKinds.map((value) => ({ value, label: t(`screen.alertKind.${value}`) })),
          },
        ]}
        columns={[
          {
            key: 'what',
            title: t('screen.alertWhat'),
            cell: (row) => (
              <span className="alert-what">
                <AlertWords of={row} />
              </span>
            ),
          },
          {
            key: 'rule',
            title: t('screen.ruleName'),
            width: 180,
            cell: (row) => (
              <>
                <Chip tone={row.overAt ? 'done' : 'overdue'}>{t(`screen.alertKind.${row.kind}`)}</Chip>{' '}
                <small className="plan-note">{row.ruleName}</small>
              </>
            ),
          },
          {
            key: 'when',
            title: t('screen.alertFound'),
            width: 170,
            cell: (row) => (
              <>
                {when(row.raisedAt)}
                <small className="plan-note">
                  {row.overAt
                    ? t('screen.alertOver', { at: when(row.overAt) })
                    : t('screen.alertTold', { count: row.told })}
                </small>
              </>
            ),
          },
          {
            key: 'acts',
            title: t('screen.acts'),
            width: 250,
            cell: (row) => (
              <>
                {row.seenAt && (
                  <span className="board-note">
                    {t('screen.seenBy', { name: row.seenByName ?? '', at: when(row.seenAt), note: row.seenNote ?? '' })}
                  </span>
                )}
                <AlertActs of={row} />
              </>
            ),
          },
        ]}
      />
    </DeskPage>
  )
}
