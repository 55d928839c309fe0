/** A backlog brought in order 批量整理: look first, send what is clear, take all of it back if it was a mistake. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  Link,
  Notice,
  Segments,
  Skeleton,
  useArea,
  useAsk,
  useFilters,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures, Panel, Rows } from '@liren/web/desk'
import { triage } from '../../contract.ts'
import type { BatchView } from '../../routes-batch.ts'
import '../parts/triage.css'

const tones = { ready: 'main', waiting: 'plain', gone: 'done', stayed: 'soon', back: 'plain' } as const

const Items = ({ of }: { of: BatchView }) => {
  const t = useWords()
  const { clauses } = useTimes()
  const [filters, filter] = useFilters()
  const isReady = filters.show === 'no' ? 'no' : 'yes'
  const page = usePages(triage, 'batchItems', { params: { id: of.id }, query: { isReady, limit: 50 } })
  return (
    <Panel
      title={t('screen.batch.cases')}
      tools={
        <Segments
          label={t('screen.batch.cases')}
          value={isReady}
          onChange={(show) => filter({ show })}
          choices={[
            { value: 'yes', label: t('screen.batch.readyOnes', { count: of.ready }) },
            { value: 'no', label: t('screen.batch.waitingOnes', { count: of.looked - of.ready }) },
          ]}
        />
      }
    >
      {page.error ? (
        <Failed error={page.error} again={page.again} />
      ) : page.isLoading ? (
        <Skeleton rows={6} />
      ) : page.items.length === 0 ? (
        <Empty icon="list" title={t('screen.batch.none')} hint={t('screen.batch.noneHint')} />
      ) : (
        <>
          <Rows
            label={t('screen.batch.cases')}
            rows={page.items}
            rowKey={(row) => row.caseId}
            columns={[
              {
                key: 'title',
                title: t('screen.case'),
                cell: (row) => <Link to={`/cases/${row.caseId}`}>{row.title}</Link>,
              },
              { key: 'category', title: t('screen.category'), cell: (row) => row.category?.name ?? '—' },
              {
                key: 'sure',
                title: t('screen.sure'),
                isNumber: true,
                cell: (row) => `${Math.round(row.probability * 100)}%`,
              },
              { key: 'unit', title: t('screen.unit'), cell: (row) => row.unitName ?? '—' },
              {
                key: 'why',
                title: t('screen.batch.state'),
                cell: (row) => (
                  <>
                    <Chip tone={tones[row.is]}>{t(`screen.batch.is.${row.is}`)}</Chip>{' '}
                    {clauses(row.hurdles.map((hurdle) => t(`screen.hurdle.${hurdle}`)))}
                  </>
                ),
              },
            ]}
          />
          {page.hasMore && (
            <Button tone="quiet" isBusy={page.isLoadingMore} onClick={page.more}>
              {t('web:showMore')}
            </Button>
          )}
        </>
      )}
    </Panel>
  )
}

const One = ({ of }: { of: BatchView }) => {
  const t = useWords()
  const { list, when } = useTimes()
  const start = useSend(triage, 'startBatch')
  const back = useSend(triage, 'takeBackBatch')
  const isBusy = of.stage === 'looking' || of.stage === 'going'
  return (
    <>
      <Panel title={t('screen.batch.title', { area: of.areaName, at: when(of.madeAt) })}>
        <div className="triage-batch">
          <p className="triage-note">
            {t(`screen.batch.stage.${of.stage}`)} · {of.madeByName}
          </p>
          <Figures
            of={[
              { label: t('screen.batch.looked'), value: of.looked },
              { label: t('screen.batch.ready'), value: of.ready },
              { label: t('screen.batch.gone'), value: of.gone },
              { label: t('screen.batch.stayed'), value: of.stayed, tone: of.stayed > 0 ? 'soon' : 'plain' },
              { label: t('screen.batch.back'), value: of.back },
            ]}
          />
          {of.units.length > 0 && (
            <p>{list(of.units.map(({ name, count }) => t('screen.batch.unit', { name, count })))}</p>
          )}
          {of.hurdles.length > 0 && (
            <ul className="triage-because">
              {of.hurdles.map(({ hurdle, count }) => (
                <li key={hurdle}>
                  {t(`screen.hurdle.${hurdle}`)} <span className="number">{count}</span>
                </li>
              ))}
            </ul>
          )}
          <p className="button-row">
            {of.stage === 'looked' && (
              <Button
                tone="main"
                disabled={of.ready === 0}
                isBusy={start.isSending}
                onClick={() => start.now({ params: { id: of.id }, body: {} })}
              >
                {t('screen.batch.start', { count: of.ready })}
              </Button>
            )}
            {of.undoUntil && of.gone > 0 && (
              <Button
                tone="urgent"
                isBusy={back.isSending}
                onClick={() => back.now({ params: { id: of.id }, body: {} })}
              >
                {t('screen.batch.takeBack', { until: when(of.undoUntil) })}
              </Button>
            )}
          </p>
          {isBusy && <Notice tone="plain">{t('screen.batch.working')}</Notice>}
        </div>
      </Panel>
      {of.stage !== 'looking' && <Items of={of} key={of.id} />}
    </>
  )
}

export default function BatchesPage() {
  const t = useWords()
  const { code, areas } = useArea()
  const area = code ?? areas.find(({ level }) => level === 'district')?.code ?? null
  const { data, error, refetch } = useAsk(
    triage,
    'batches',
    { query: { limit: 5 } },
    { everySeconds: 4, staleSeconds: 2 },
  )
  const look = useSend(triage, 'lookThrough')
  const [newest, ...older] = data?.items ?? []
  const { when } = useTimes()
  return (
    <DeskPage
      title={t('nav.batches')}
      hint={t('screen.batch.hint')}
      tools={
        <Button
          tone="main"
          disabled={area === null}
          isBusy={look.isSending}
          onClick={() => area && look.now({ body: { area } })}
        >
          {t('screen.batch.look')}
        </Button>
      }
    >
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={8} />
      ) : !newest ? (
        <Empty icon="filter" title={t('screen.batch.empty')} hint={t('screen.batch.emptyHint')} />
      ) : (
        <>
          <One of={newest} />
          {older.length > 0 && (
            <Panel title={t('screen.batch.before')}>
              <ul className="triage-because">
                {older.map((one) => (
                  <li key={one.id}>
                    {t('screen.batch.title', { area: one.areaName, at: when(one.madeAt) })} ·{' '}
                    {t(`screen.batch.stage.${one.stage}`)} · {t('screen.batch.gone')} {one.gone}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </>
      )}
    </DeskPage>
  )
}
