/** 错位负担 What one side does for another, by the table of responsibilities: seen, so that it can be given back. */
import { Empty, Failed, Skeleton, useArea, useAsk, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, FilterBar, Panel, Rows } from '@liren/web/desk'
import { command } from '../../contract.ts'

export default function MisassignedPage() {
  const t = useWords()
  const { number } = useTimes()
  const { code } = useArea()
  const [filters] = useFilters()
  const { data, error, refetch } = useAsk(command, 'misassigned', {
    query: {
      ...(code ? { area: code } : {}),
      ...(filters.from ? { from: filters.from } : {}),
      ...(filters.until ? { until: filters.until } : {}),
    },
  })
  const side = (name: string) => t(`organisation:screen.side.${name}`)
  const share = (part: number, of: number) => (of === 0 ? '—' : `${number(Math.round((part / of) * 1000) / 10)} %`)
  const committee = data?.pairs.find(({ lead, by }) => lead === 'property' && by === 'residentsCommittee')?.count ?? 0
  return (
    <DeskPage title={t('nav.misassigned')} hint={t('screen.misassigned.hint')}>
      <FilterBar
        filters={[
          { name: 'from', label: t('screen.from'), kind: 'day' },
          { name: 'until', label: t('screen.untilDay'), kind: 'day' },
        ]}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={6} />
      ) : data.listed === 0 ? (
        <Empty icon="layers" title={t('screen.misassigned.none')} hint={t('screen.misassigned.noneHint')} />
      ) : (
        <>
          <Figures
            of={[
              { label: t('screen.misassigned.listed'), value: number(data.listed) },
              {
                label: t('screen.misassigned.wrong'),
                value: number(data.misassigned),
                note: share(data.misassigned, data.listed),
              },
              {
                label: t('screen.misassigned.committee'),
                value: number(committee),
                note: share(committee, data.listed),
              },
            ]}
          />
          <Panel title={t('screen.misassigned.pairs')}>
            <Rows
              rows={data.pairs}
              rowKey={(row) => `${row.lead} ${row.by}`}
              label={t('screen.misassigned.pairs')}
              columns={[
                { key: 'lead', title: t('screen.misassigned.lead'), cell: (row) => side(row.lead) },
                { key: 'by', title: t('screen.misassigned.by'), cell: (row) => side(row.by) },
                {
                  key: 'count',
                  title: t('screen.misassigned.count'),
                  width: 120,
                  isNumber: true,
                  cell: (row) => number(row.count),
                },
              ]}
            />
          </Panel>
          <Panel title={t('screen.misassigned.matters')}>
            <Rows
              rows={data.matters}
              rowKey={(row) => `${row.matter} ${row.by}`}
              label={t('screen.misassigned.matters')}
              columns={[
                { key: 'title', title: t('screen.misassigned.matter'), cell: (row) => row.title },
                { key: 'lead', title: t('screen.misassigned.lead'), width: 140, cell: (row) => side(row.lead) },
                { key: 'by', title: t('screen.misassigned.by'), width: 140, cell: (row) => side(row.by) },
                {
                  key: 'count',
                  title: t('screen.misassigned.count'),
                  width: 180,
                  isNumber: true,
                  cell: (row) => t('screen.misassigned.of', { count: number(row.count), all: number(row.of) }),
                },
              ]}
            />
          </Panel>
        </>
      )}
    </DeskPage>
  )
}
