/** Why people were not content, by cause and by unit, and how many became so: every figure opens the ratings behind it. */
import { Chip, Failed, Link, Skeleton, useArea, useAsk, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, ListTable, Panel, Rows } from '@liren/web/desk'
import { matters } from '../../contract.ts'
import { causes } from '../../reply.ts'
import { useMatterLink } from '../matter-words.ts'

const allCauses = [...causes, 'unsaid'] as const

export default function DissatisfactionPage() {
  const t = useWords('matters')
  const { number, when } = useTimes()
  const { code } = useArea()
  const link = useMatterLink()
  const [filters, filter] = useFilters()
  const area = code ? { area: code } : {}
  const { data, error, refetch } = useAsk(matters, 'dissatisfaction', { query: area })
  const cause = allCauses.find((one) => one === filters.cause)
  const share = (part: number, whole: number) =>
    whole === 0 ? '—' : `${number(Math.round((part / whole) * 1000) / 10)} %`
  if (error)
    return (
      <DeskPage title={t('nav.dissatisfaction')}>
        <Failed error={error} again={() => void refetch()} />
      </DeskPage>
    )
  return (
    <DeskPage title={t('nav.dissatisfaction')} hint={t('nav.dissatisfactionHint')}>
      {!data ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <Figures
            of={[
              { label: t('screen.rated'), value: number(data.rated) },
              { label: t('screen.bad'), value: number(data.bad), note: share(data.bad, data.rated) },
              { label: t('screen.followedUp'), value: number(data.followed), note: share(data.followed, data.bad) },
              { label: t('screen.turned'), value: number(data.turned), note: share(data.turned, data.bad) },
              { label: t('screen.excluded'), value: number(data.excluded) },
            ]}
          />
          <Panel title={t('screen.byCause')}>
            <Rows
              rows={data.byCause}
              rowKey={(row) => row.cause}
              columns={[
                { key: 'cause', title: t('screen.cause'), cell: (row) => t(`dissatisfaction.${row.cause}`) },
                { key: 'bad', title: t('screen.bad'), width: 110, isNumber: true, cell: (row) => number(row.bad) },
                {
                  key: 'turned',
                  title: t('screen.turned'),
                  width: 160,
                  isNumber: true,
                  cell: (row) => `${number(row.turned)} · ${share(row.turned, row.bad)}`,
                },
              ]}
              onOpen={(row) => filter({ cause: row.cause, unit: null })}
            />
          </Panel>
          <Panel title={t('screen.byUnit')}>
            <Rows
              rows={data.byUnit}
              rowKey={(row) => row.unitId}
              columns={[
                { key: 'unit', title: t('screen.unitOf'), cell: (row) => row.unitName },
                {
                  key: 'rated',
                  title: t('screen.rated'),
                  width: 110,
                  isNumber: true,
                  cell: (row) => number(row.rated),
                },
                {
                  key: 'bad',
                  title: t('screen.bad'),
                  width: 160,
                  isNumber: true,
                  cell: (row) => `${number(row.bad)} · ${share(row.bad, row.rated)}`,
                },
                {
                  key: 'turned',
                  title: t('screen.turned'),
                  width: 160,
                  isNumber: true,
                  cell: (row) => `${number(row.turned)} · ${share(row.turned, row.bad)}`,
                },
              ]}
              onOpen={(row) => filter({ unit: row.unitId, cause: null })}
            />
          </Panel>
        </>
      )}
      <Panel title={t('screen.badRatings')}>
        <ListTable
          contract={matters}
          route="badRatings"
          input={{ query: { ...area, ...(cause ? { cause } : {}), ...(filters.unit ? { unit: filters.unit } : {}) } }}
          filters={[
            {
              name: 'cause',
              label: t('screen.cause'),
              choices: allCauses.map((value) => ({ value, label: t(`dissatisfaction.${value}`) })),
            },
            {
              name: 'unit',
              label: t('screen.unitOf'),
              choices: (data?.byUnit ?? []).map(({ unitId, unitName }) => ({ value: unitId, label: unitName })),
            },
          ]}
          columns={[
            {
              key: 'title',
              title: t('title'),
              cell: (row) => <Link to={link({ id: row.matterId, module: row.module })}>{row.title}</Link>,
            },
            { key: 'score', title: t('screen.satisfaction'), width: 110, cell: (row) => t(`score.${row.score}`) },
            {
              key: 'why',
              title: t('screen.cause'),
              width: 200,
              cell: (row) =>
                (row.cause ? [row.cause] : row.reasons).map((one) => t(`dissatisfaction.${one}`)).join(' · ') ||
                t('dissatisfaction.unsaid'),
            },
            {
              key: 'now',
              title: t('screen.turned'),
              width: 130,
              cell: (row) =>
                row.excludedBecause ? (
                  <Chip>{t('screen.excluded')}</Chip>
                ) : row.isTurned ? (
                  <Chip tone="done">{t('screen.contentNow')}</Chip>
                ) : (
                  <Chip tone="soon">{t(row.followUp === 'done' ? 'screen.stillNot' : 'screen.toFollow')}</Chip>
                ),
            },
            { key: 'at', title: t('screen.ratedAt'), width: 140, cell: (row) => when(row.at) },
          ]}
        />
      </Panel>
    </DeskPage>
  )
}
