/** 填报负担 Minutes and people, from what was typed; what was typed twice; which reports should go. */
import {
  Chip,
  Empty,
  Failed,
  Section,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures, Rows } from '@liren/web/desk'
import { Button } from 'antd'
import { oneForm } from '../../contract.ts'

const Retirement = () => {
  const t = useWords()
  const may = useMay()
  const { data, error, refetch } = useAsk(oneForm, 'retirement', {})
  const send = useSend(oneForm, 'retire', {
    stale: [
      [oneForm, 'retirement'],
      [oneForm, 'list'],
    ],
    then: () => toast(t('screen.retire.done'), 'good'),
  })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />
  return (
    <Section title={t('screen.retire.title')}>
      <Rows
        rows={data.items}
        rowKey={({ report }) => report.id}
        label={t('screen.retire.title')}
        empty={<Empty icon="check" title={t('screen.retire.none')} />}
        columns={[
          { key: 'title', title: t('screen.report.title'), cell: ({ report }) => report.title },
          {
            key: 'department',
            title: t('screen.report.department'),
            width: 160,
            cell: ({ report }) => report.department,
          },
          {
            key: 'why',
            title: t('screen.retire.why'),
            cell: ({ why, like }) => (
              <span className="chip-row">
                {why.map((one) => (
                  <Chip key={one} tone="soon">
                    {t(`screen.retire.${one}`, { like: like ?? '' })}
                  </Chip>
                ))}
              </span>
            ),
          },
          ...(may('ledger-report.admit')
            ? [
                {
                  key: 'act',
                  title: t('screen.retire.acts'),
                  width: 110,
                  cell: ({ report }: (typeof data.items)[number]) => (
                    <Button
                      size="small"
                      loading={send.isSending}
                      aria-label={`${t('screen.retire.act')} ${report.title}`}
                      onClick={() => send.now({ params: { id: report.id } })}
                    >
                      {t('screen.retire.act')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

export default function BurdenPage() {
  const t = useWords()
  const { number, when } = useTimes()
  const { code } = useArea()
  const burden = useAsk(oneForm, 'readBurden', { query: code ? { area: code } : {} })
  return (
    <DeskPage title={t('nav.burden')} hint={t('screen.burden.hint')}>
      {burden.error ? (
        <Failed error={burden.error} again={() => void burden.refetch()} />
      ) : !burden.data ? (
        <Skeleton />
      ) : (
        <>
          <Figures
            of={[
              {
                label: t('screen.burden.minutes'),
                value: number(burden.data.minutes),
                note: t('screen.burden.people', { count: burden.data.people }),
              },
              {
                label: t('screen.burden.typed'),
                value: number(burden.data.typed),
                note: t('screen.burden.ofCells', { cells: number(burden.data.cells) }),
              },
              { label: t('screen.burden.wouldBe'), value: number(burden.data.minutesOfTyping) },
              {
                label: t('screen.burden.repeats'),
                value: number(burden.data.repeats),
                tone: burden.data.repeats > 0 ? 'overdue' : 'plain',
              },
            ]}
          />
          <Section title={t('screen.burden.byReport')}>
            <Rows
              rows={burden.data.byReport}
              rowKey={(row) => row.reportId}
              label={t('screen.burden.byReport')}
              empty={<Empty icon="check" title={t('screen.burden.none')} />}
              columns={[
                { key: 'title', title: t('screen.report.title'), cell: (row) => row.title },
                {
                  key: 'minutes',
                  title: t('screen.burden.minutes'),
                  width: 170,
                  isNumber: true,
                  cell: (row) => number(row.minutes),
                },
                {
                  key: 'people',
                  title: t('screen.burden.filledBy'),
                  width: 130,
                  isNumber: true,
                  cell: (row) => number(row.people),
                },
                {
                  key: 'typed',
                  title: t('screen.burden.typedCells'),
                  width: 150,
                  isNumber: true,
                  cell: (row) => number(row.typed),
                },
              ]}
            />
          </Section>
          {burden.data.repeated.length > 0 && (
            <Section title={t('screen.burden.repeated')}>
              <Rows
                rows={burden.data.repeated}
                rowKey={(row) => `${row.fact} ${row.title} ${row.at} ${row.areaName}`}
                label={t('screen.burden.repeated')}
                columns={[
                  { key: 'fact', title: t('screen.burden.fact'), cell: (row) => row.fact },
                  { key: 'area', title: t('screen.burden.area'), width: 150, cell: (row) => row.areaName },
                  { key: 'title', title: t('screen.report.title'), cell: (row) => row.title },
                  { key: 'at', title: t('screen.burden.at'), width: 170, cell: (row) => when(row.at) },
                ]}
              />
            </Section>
          )}
        </>
      )}
      <Retirement />
    </DeskPage>
  )
}
