/** Patrol at the desk: coverage of places, rounds of a day, routes kept, and what was unforeseen. Never a list of people. */
import {
  Chip,
  Failed,
  Notice,
  Segments,
  Skeleton,
  useArea,
  useAsk,
  useFilters,
  useMay,
  useSession,
  useWords,
} from '@liren/web'
import { DeskPage, Panel, reachByKey } from '@liren/web/desk'
import { Table } from 'antd'
import { patrol } from '../../contract.ts'
import { HappeningsPart } from './happenings-part.tsx'
import { RoundsPart } from './rounds-part.tsx'
import { RoutesPart } from './routes-part.tsx'
import '../patrol.css'

const CoveragePart = ({ area }: { area: string }) => {
  const t = useWords('patrol')
  const { data, error, refetch } = useAsk(patrol, 'coverage', { query: { area, days: 7 } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  const cells = [...data.cells].sort((one, other) => Number(other.isBlind) - Number(one.isBlind))
  return (
    <Panel title={t('screen.coverageTitle', { days: data.days.length })}>
      <p className="patrol-note">{t('screen.blindHint', { days: data.blindAfterDays })}</p>
      <div ref={reachByKey}>
        <Table
          size="small"
          rowKey="code"
          dataSource={cells}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: t('screen.noCells') }}
          scroll={{ x: true }}
          columns={[
            { title: t('screen.cell'), dataIndex: 'name' },
            {
              title: t('screen.stateTitle'),
              render: (_, cell) => (
                <Chip tone={cell.isBlind ? 'soon' : 'done'}>{t(cell.isBlind ? 'screen.blind' : 'screen.covered')}</Chip>
              ),
            },
            { title: t('screen.lastOn'), render: (_, cell) => cell.lastOn ?? t('screen.never') },
            ...data.days.map((day, index) => ({
              title: day.slice(5),
              align: 'right' as const,
              render: (_: unknown, cell: (typeof cells)[number]) => cell.reached[index] ?? 0,
            })),
          ]}
        />
      </div>
    </Panel>
  )
}

const tabs = ['coverage', 'rounds', 'routes', 'happenings'] as const
const words = { coverage: 'screen.blind', rounds: 'screen.rounds', routes: 'nav.routes', happenings: 'nav.happening' }

export default function PatrolPage() {
  const t = useWords('patrol')
  const may = useMay()
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const shown = tabs.filter((tab) => tab === 'coverage' || tab === 'rounds' || may('round.plan'))
  const tab = shown.find((one) => one === filters.tab) ?? 'coverage'
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <Segments
        label={t('screen.tabs')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'coverage' ? null : value })}
        choices={shown.map((value) => ({ value, label: t(words[value]) }))}
      />
      {tab === 'rounds' ? (
        <RoundsPart area={code} />
      ) : tab === 'routes' ? (
        <RoutesPart area={area} />
      ) : tab === 'happenings' ? (
        <HappeningsPart area={code} />
      ) : area ? (
        <CoveragePart area={area} />
      ) : (
        <Notice>{t('screen.pickCommunity')}</Notice>
      )}
    </DeskPage>
  )
}
