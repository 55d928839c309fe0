/** Links and ports at the desk: does everything that leads out still answer, how is it used, and the switch that stops a port. */
import {
  Chip,
  Empty,
  Failed,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { Button, Table } from 'antd'
import { type PortRow, type ReachRow, toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { PortDetail } from './port-detail.tsx'

const StateOf = ({ of }: { of: ReachRow | null }) => {
  const t = useWords('tool-library')
  const { since, when } = useTimes()
  if (!of?.checkedAt) return <Chip>{t('outside.unchecked')}</Chip>
  const tone = of.isDown ? 'overdue' : of.fails > 0 ? 'soon' : 'done'
  const words = of.isDown
    ? t('outside.down')
    : of.fails > 0
      ? t('outside.wavering', { count: of.fails })
      : t('outside.up')
  return (
    <>
      <Chip tone={tone}>{words}</Chip>{' '}
      <span className="field-hint">
        {of.downSince
          ? `${t('outside.since')} ${when(of.downSince)}`
          : `${t('outside.checked')} ${since(of.checkedAt)}`}
        {of.why ? ` · ${of.why.startsWith('http-') ? of.why.slice(5) : t(`outcome.${of.why}`)}` : ''}
      </span>
    </>
  )
}

const Links = () => {
  const t = useWords('tool-library')
  const say = useSay()
  const { data, error, refetch } = useAsk(toolLibrary, 'reach', {})
  const check = useSend(toolLibrary, 'checkReach', { stale: [], then: () => toast(t('outside.checking'), 'good') })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton />
  if (data.items.length === 0) return <Empty icon="link" title={t('outside.none')} hint={t('outside.noneHint')} />
  return (
    <Table<ReachRow>
      size="small"
      rowKey="toolId"
      pagination={data.items.length > 50 ? { pageSize: 50 } : false}
      dataSource={[...data.items]}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('outside.tool'),
          render: (_, row) => (
            <>
              {say(row.name)} <Chip>{t(`kind.${row.kind}`)}</Chip>
              <br />
              <span className="field-hint">{say(row.unit)}</span>
            </>
          ),
        },
        { title: t('outside.host'), render: (_, row) => row.host },
        { title: t('outside.state'), render: (_, row) => <StateOf of={row} /> },
        {
          title: t('desk:acts'),
          width: 130,
          render: (_, row) => (
            <Button
              size="small"
              aria-label={`${t('outside.check')} ${say(row.name)}`}
              loading={check.isSending}
              onClick={() => check.now({ params: { id: row.toolId } })}
            >
              {t('outside.check')}
            </Button>
          ),
        },
      ]}
    />
  )
}

const percent = (share: number | null) => (share === null ? '—' : `${Math.round(share * 1000) / 10} %`)

const Ports = ({ onOpen }: { onOpen: (id: string) => void }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { data, error, refetch } = useAsk(toolLibrary, 'ports', {})
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton />
  if (data.items.length === 0) return <p className="field-hint">{t('outside.noPorts')}</p>
  return (
    <Table<PortRow>
      size="small"
      rowKey="toolId"
      pagination={false}
      dataSource={[...data.items]}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('outside.tool'),
          render: (_, row) => (
            <>
              {say(row.name)} {!row.isOn && <Chip tone="overdue">{t('port.off')}</Chip>}
              <br />
              <span className="field-hint">
                {say(row.unit)} · {row.host}
              </span>
            </>
          ),
        },
        {
          title: t('outside.state'),
          render: (_, row) =>
            row.hasSecret ? <StateOf of={row.reach} /> : <Chip tone="soon">{t('outside.noSecret')}</Chip>,
        },
        {
          title: t('outside.last30'),
          children: [
            { title: t('outside.calls'), width: 80, align: 'right', render: (_, row) => row.sla.calls },
            {
              title: t('outside.answered'),
              width: 90,
              align: 'right',
              render: (_, row) => percent(row.sla.answeredShare),
            },
            {
              title: t('outside.p95'),
              width: 100,
              align: 'right',
              render: (_, row) => (row.sla.p95Ms === null ? '—' : `${row.sla.p95Ms} ms`),
            },
            { title: t('outside.upShare'), width: 90, align: 'right', render: (_, row) => percent(row.sla.upShare) },
          ],
        },
        {
          title: t('desk:acts'),
          width: 120,
          render: (_, row) => (
            <Button
              size="small"
              aria-label={`${t('outside.open')} ${say(row.name)}`}
              onClick={() => onOpen(row.toolId)}
            >
              {t('outside.open')}
            </Button>
          ),
        },
      ]}
    />
  )
}

export default function OutsidePage() {
  const t = useWords()
  const mayKeep = useMay()('tool.keep')
  const [filters, filter] = useFilters()
  const { data } = useAsk(toolLibrary, 'ports', {})
  return (
    <DeskPage title={t('nav.outside')} hint={t('outside.hint')}>
      <Panel title={t('outside.ports')}>
        <Ports onOpen={(id) => filter({ port: id })} />
      </Panel>
      {mayKeep && (
        <Panel title={t('outside.links')}>
          <Links />
        </Panel>
      )}
      <PortDetail
        of={data?.items.find(({ toolId }) => toolId === filters.port) ?? null}
        onClose={() => filter({ port: null })}
      />
    </DeskPage>
  )
}
