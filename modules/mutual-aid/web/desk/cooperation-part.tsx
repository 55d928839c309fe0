/** How neighbours work together: what was met, by how many pairs, month by month, by kind and by community. */
import { Empty, Failed, SelectField, Skeleton, useArea, useAsk, useTimes, useWords } from '@liren/web'
import { Chart } from '@liren/web/charts'
import { Figures, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { mutualAid } from '../../contract.ts'
import type { Cooperation } from '../../cooperation.ts'
import { shareOf } from '../parts/share.ts'

const spans = ['3', '6', '12', '24'] as const

const Table = ({
  title,
  head,
  rows,
}: {
  title: string
  head: string
  rows: readonly (Cooperation & { readonly name: string })[]
}) => {
  const t = useWords('mutual-aid')
  return (
    <Panel title={title}>
      <Rows
        rowKey={({ name }) => name}
        rows={rows}
        columns={[
          { key: 'name', title: head, isHead: true, cell: (row) => row.name },
          { key: 'asked', title: t('screen.asked'), isNumber: true, cell: (row) => row.asked },
          { key: 'met', title: t('screen.met'), isNumber: true, cell: (row) => row.met },
          { key: 'share', title: t('screen.metShare'), isNumber: true, cell: (row) => shareOf(row.metShare) },
          { key: 'pairs', title: t('screen.pairs'), isNumber: true, cell: (row) => row.pairs },
          { key: 'helpers', title: t('screen.helpers'), isNumber: true, cell: (row) => row.helpers },
          { key: 'repeat', title: t('screen.repeatHelpers'), isNumber: true, cell: (row) => row.repeatHelpers },
        ]}
      />
    </Panel>
  )
}

export const CooperationPart = ({ area }: { area: string }) => {
  const t = useWords('mutual-aid')
  const { month } = useTimes()
  const { areas } = useArea()
  const [months, setMonths] = useState<(typeof spans)[number]>('12')
  const { data, error, refetch } = useAsk(mutualAid, 'cooperationReport', { query: { area, months: Number(months) } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  const { whole } = data
  return (
    <>
      <SelectField
        label={t('screen.span')}
        value={months}
        onChange={(event) => setMonths(spans.find((one) => one === event.target.value) ?? '12')}
        choices={spans.map((value) => ({ value, label: t('screen.spanMonths', { count: value }) }))}
      />
      {whole.asked === 0 ? (
        <Empty icon="hand" title={t('screen.noCooperation')} hint={t('screen.noCooperationHint')} />
      ) : (
        <>
          <Figures
            of={[
              {
                label: t('screen.metShare'),
                value: shareOf(whole.metShare),
                note: t('screen.metOf', { asked: whole.asked, met: whole.met, pairs: whole.pairs }),
              },
              { label: t('screen.pairs'), value: whole.pairs },
              { label: t('screen.helpers'), value: whole.helpers },
              { label: t('screen.repeatHelpers'), value: whole.repeatHelpers },
            ]}
          />
          <Panel title={t('screen.byMonth')}>
            <Chart
              title={`${t('screen.asked')} / ${t('screen.met')}`}
              kind="bar"
              labels={data.months.map((one) => month(one.month))}
              series={[
                { name: t('screen.asked'), values: data.months.map(({ asked }) => asked) },
                { name: t('screen.met'), values: data.months.map(({ met }) => met) },
              ]}
            />
          </Panel>
          {data.communities.length > 0 && (
            <Table
              title={t('screen.byCommunity')}
              head={t('screen.community')}
              rows={data.communities.map((one) => ({
                ...one,
                name: areas.find(({ code }) => code === one.area)?.name ?? one.area,
              }))}
            />
          )}
          <Table
            title={t('screen.byKind')}
            head={t('screen.kind')}
            rows={data.kinds.map((one) => ({ ...one, name: t(`kind.${one.kind}`) }))}
          />
        </>
      )}
    </>
  )
}
