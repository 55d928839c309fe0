/** Links and ports at the desk: does everything that leads out still answer, how is it used, and the switch that stops a port. */
import {
  Chip,
  Empty,
  Failed,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useGo,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { Button } from 'antd'
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
    <Rows<ReachRow>
      label={t('outside.links')}
      rowKey={(row) => row.toolId}
      rows={data.items}
      atFirst={50}
      columns={[
        {
          key: 'tool',
          title: t('outside.tool'),
          cell: (row) => (
            <>
              {say(row.name)} <Chip>{t(`kind.${row.kind}`)}</Chip>
              <span className="cell-note">{say(row.unit)}</span>
            </>
          ),
        },
        { key: 'host', title: t('outside.host'), cell: (row) => row.host },
        { key: 'state', title: t('outside.state'), cell: (row) => <StateOf of={row} /> },
        {
          key: 'acts',
          title: t('desk:acts'),
          width: 130,
          cell: (row) => (
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
    <>
      <p className="field-hint">{t('outside.last30')}</p>
      <Rows<PortRow>
        label={t('outside.ports')}
        rowKey={(row) => row.toolId}
        rows={data.items}
        columns={[
          {
            key: 'tool',
            title: t('outside.tool'),
            cell: (row) => (
              <>
                {say(row.name)} {!row.isOn && <Chip tone="overdue">{t('port.off')}</Chip>}
                <span className="cell-note">
                  {say(row.unit)} · {row.host}
                </span>
              </>
            ),
          },
          {
            key: 'state',
            title: t('outside.state'),
            cell: (row) =>
              row.hasSecret ? <StateOf of={row.reach} /> : <Chip tone="soon">{t('outside.noSecret')}</Chip>,
          },
          { key: 'calls', title: t('outside.calls'), width: 80, isNumber: true, cell: (row) => row.sla.calls },
          {
            key: 'answered',
            title: t('outside.answered'),
            width: 90,
            isNumber: true,
            cell: (row) => percent(row.sla.answeredShare),
          },
          {
            key: 'p95',
            title: t('outside.p95'),
            width: 100,
            isNumber: true,
            cell: (row) => (row.sla.p95Ms === null ? '—' : `${row.sla.p95Ms} ms`),
          },
          {
            key: 'up',
            title: t('outside.upShare'),
            width: 90,
            isNumber: true,
            cell: (row) =>
              row.promisedPercent !== null &&
              row.sla.upShare !== null &&
              row.sla.upShare * 100 < row.promisedPercent ? (
                <Chip tone="overdue">{percent(row.sla.upShare)}</Chip>
              ) : (
                percent(row.sla.upShare)
              ),
          },
          {
            key: 'acts',
            title: t('desk:acts'),
            width: 120,
            cell: (row) => (
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
    </>
  )
}

export default function OutsidePage() {
  const t = useWords()
  const may = useMay()
  const go = useGo()
  const mayKeep = may('tool.keep')
  const [filters, filter] = useFilters()
  const { data } = useAsk(toolLibrary, 'ports', {})
  return (
    <DeskPage
      title={t('nav.outside')}
      hint={t('outside.hint')}
      {...(may('tool.make')
        ? { tools: <Button onClick={() => go('/tool-library/studio')}>{t('outside.add')}</Button> }
        : {})}
    >
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
