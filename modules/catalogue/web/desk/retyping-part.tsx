/** 重复录入 How often the same hands typed the same fact again, in which form or report, and where it had been typed first. */
import { Empty, Failed, Section, Skeleton, useArea, useAsk, useTimes, useWords } from '@liren/web'
import { Figures, Rows } from '@liren/web/desk'
import { catalogue } from '../../contract.ts'

export const RetypingPart = () => {
  const t = useWords('catalogue')
  const { number, when } = useTimes()
  const { code } = useArea()
  const found = useAsk(catalogue, 'readRetyping', { query: code ? { area: code } : {} })
  if (found.error) return <Failed error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Skeleton rows={3} />
  const { days, typed, retyped, people, share, items } = found.data
  return (
    <Section title={t('screen.retyping.title')}>
      <p>{t('screen.retyping.hint', { days })}</p>
      <Figures
        of={[
          {
            label: t('screen.retyping.typed'),
            value: number(typed),
            note: t('screen.retyping.people', { count: people }),
          },
          {
            label: t('screen.retyping.again'),
            value: number(retyped),
            tone: retyped > 0 ? 'overdue' : 'plain',
          },
          {
            label: t('screen.retyping.share'),
            value: share === null ? '—' : `${(share * 100).toFixed(1)} %`,
            note: t('screen.retyping.aim'),
          },
        ]}
      />
      <Rows
        rows={items}
        rowKey={(row) => `${row.fact} ${row.title} ${row.firstTitle}`}
        label={t('screen.retyping.title')}
        empty={<Empty icon="check" title={t('screen.retyping.none')} />}
        atFirst={20}
        columns={[
          { key: 'fact', title: t('screen.retyping.fact'), cell: (row) => row.name },
          { key: 'first', title: t('screen.retyping.first'), cell: (row) => row.firstTitle },
          { key: 'then', title: t('screen.retyping.then'), cell: (row) => row.title },
          {
            key: 'times',
            title: t('screen.retyping.times'),
            width: 90,
            isNumber: true,
            cell: (row) => number(row.times),
          },
          { key: 'at', title: t('screen.retyping.lastAt'), width: 150, cell: (row) => when(row.lastAt) },
        ]}
      />
    </Section>
  )
}
