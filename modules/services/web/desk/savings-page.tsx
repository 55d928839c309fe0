/** 三少一快 per item and in total, with the applications behind each figure; and how well each item is used. */
import {
  Button,
  Chip,
  Empty,
  Failed,
  Notice,
  Segments,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useFilters,
  useFreshIds,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { AreaField, DeskPage, Detail, ListTable, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { SavingsView } from '../../views.ts'
import { percent, SavedFigures } from '../parts/saved-figures.tsx'

const over = (one: SavingsView['fields']) =>
  `${percent(one.saved)} (${Math.round(one.numerator * 10) / 10}/${Math.round(one.denominator * 10) / 10})`

const Saved = ({ onOpen }: { onOpen: (code: string) => void }) => {
  const t = useWords('services')
  const { data, error, refetch } = useAsk(services, 'savings', { query: {} })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  if (data.items.length === 0) return <Empty icon="chart" title={t('screen.noneYet')} hint={t('screen.noneYetHint')} />
  return (
    <>
      <Panel title={t('screen.total')}>
        <p className="services-soft">{t('screen.savedNote', { n: data.total.applications })}</p>
        <SavedFigures of={data.total} />
        <p className="services-soft">{t('screen.formulaIs', { version: data.formula.split(':')[0] ?? '' })}</p>
      </Panel>
      <Panel>
        <Rows
          rowKey={({ code }) => code}
          rows={data.items}
          atFirst={50}
          columns={[
            {
              key: 'name',
              title: t('screen.name'),
              cell: (row) => (
                <button type="button" className="link" onClick={() => onOpen(row.code)}>
                  {row.name}
                </button>
              ),
            },
            { key: 'applications', title: t('screen.applications'), cell: (row) => row.applications, isNumber: true },
            { key: 'fields', title: t('screen.fields'), isNumber: true, cell: (row) => over(row.fields) },
            { key: 'materials', title: t('screen.materials'), isNumber: true, cell: (row) => over(row.materials) },
            { key: 'visitsSaved', title: t('screen.visitsSaved'), isNumber: true, cell: (row) => over(row.visits) },
            {
              key: 'visitsPromised',
              title: t('screen.visitsPromised'),
              isNumber: true,
              cell: ({ visits, visitsPromised }) => (
                <Chip tone={visits.numerator > visitsPromised ? 'soon' : 'done'}>
                  {visitsPromised} / {visits.numerator}
                </Chip>
              ),
            },
            { key: 'time', title: t('screen.time'), isNumber: true, cell: (row) => over(row.time) },
            { key: 'baseSource', title: t('screen.baseSource'), cell: (row) => row.source },
          ]}
        />
      </Panel>
    </>
  )
}

/** 主动提醒 Where people are told of an item few use. */
const Offer = ({ code, onDone }: { code: string; onDone: () => void }) => {
  const t = useWords('services')
  const own = useArea()
  const [area, setArea] = useState(own.code ?? '')
  const ids = useFreshIds()
  const send = useSend(services, 'reachOut', {
    stale: [[services, 'use']],
    then: () => {
      toast(t('screen.offerSent'), 'good')
      onDone()
    },
  })
  return (
    <>
      <p>{t('screen.offerHint')}</p>
      {send.problem && <Notice tone="overdue">{send.problem.title}</Notice>}
      <AreaField label={t('post.areaCode')} value={area} error={send.errors.area} onChange={setArea} />
      <Button
        tone="main"
        disabled={area === ''}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { code }, body: { id: ids.of(`${code} ${area}`), area } })}
      >
        {t('screen.offerSend')}
      </Button>
    </>
  )
}

const Use = () => {
  const t = useWords('services')
  const may = useMay()
  const { when } = useTimes()
  const [offering, setOffering] = useState<{ readonly code: string; readonly name: string } | null>(null)
  const { data, error, refetch } = useAsk(services, 'use')
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  return (
    <Panel title={t('screen.beneficiaries', { n: data.beneficiaries })}>
      <p className="services-soft">{t('screen.useHint')}</p>
      <Rows
        rowKey={({ code }) => code}
        rows={data.items}
        atFirst={50}
        columns={[
          { key: 'name', title: t('screen.name'), cell: (row) => row.name },
          { key: 'needCol', title: t('screen.needCol'), cell: (row) => t(`need.${row.need}`) },
          { key: 'reached', title: t('screen.reached'), cell: (row) => row.reached, isNumber: true },
          { key: 'expected', title: t('screen.expected'), isNumber: true, cell: (row) => row.expected ?? '–' },
          { key: 'rate', title: t('screen.rate'), isNumber: true, cell: (row) => percent(row.rate) },
          {
            key: 'tabs',
            title: t('screen.tabs'),
            cell: (row) => (
              <Chip tone={row.isUnderUsed ? 'soon' : 'done'}>
                {t(row.isUnderUsed ? 'screen.underUsed' : 'screen.fine')}
              </Chip>
            ),
          },
          {
            key: 'offered',
            title: t('screen.offered'),
            cell: (row) => (
              <>
                {row.offered
                  ? t('screen.offeredAt', {
                      at: when(row.offered.at),
                      n: row.offered.recipients,
                      m: row.offered.appliedSince,
                    })
                  : t('screen.neverOffered')}{' '}
                {row.isUnderUsed && row.mayBeOffered && may('item.keep') && (
                  <button type="button" className="link" onClick={() => setOffering(row)}>
                    {t('screen.offer')}
                  </button>
                )}
              </>
            ),
          },
        ]}
      />
      <Detail
        isOpen={offering !== null}
        onClose={() => setOffering(null)}
        title={t('screen.offerTitle', { item: offering?.name ?? '' })}
      >
        {offering && <Offer key={offering.code} code={offering.code} onDone={() => setOffering(null)} />}
      </Detail>
    </Panel>
  )
}

const Behind = ({ code }: { code: string }) => {
  const t = useWords('services')
  const { when } = useTimes()
  return (
    <ListTable
      contract={services}
      route="savedBy"
      input={{ params: { code }, query: {} }}
      columns={[
        { key: 'number', title: t('screen.number'), cell: (row) => row.number },
        { key: 'typed', title: t('screen.typed'), isNumber: true, cell: (row) => row.typed },
        { key: 'given', title: t('screen.given'), isNumber: true, cell: (row) => row.materials },
        { key: 'visits', title: t('screen.visitsCol'), isNumber: true, cell: (row) => row.visits },
        { key: 'took', title: t('screen.took'), isNumber: true, cell: (row) => Math.round(row.days * 10) / 10 },
        { key: 'at', title: t('screen.finishedAt'), cell: (row) => when(row.finishedAt) },
      ]}
    />
  )
}

export default function SavingsPage() {
  const t = useWords()
  const [filters, filter] = useFilters()
  const tab = filters.tab === 'use' ? 'use' : 'saved'
  return (
    <DeskPage title={t('nav.savings')} hint={t('screen.savingsHint')}>
      <Segments
        label={t('screen.tabs')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'saved' ? null : value })}
        choices={[
          { value: 'saved', label: t('nav.savings') },
          { value: 'use', label: t('screen.use') },
        ]}
      />
      {tab === 'use' ? <Use /> : <Saved onOpen={(code) => filter({ open: code })} />}
      <Detail isOpen={filters.open !== undefined} onClose={() => filter({ open: null })} title={t('screen.drill')}>
        {filters.open && <Behind code={filters.open} />}
      </Detail>
    </DeskPage>
  )
}
