/** Figures of cases on the desk's home: open by stage, late, closed today, closed on the day they came. Each opens its list. */
import { matters } from '@liren/matters/contract'
import { keyOf, useArea, useAsk, useLive, useMay, useShellFacts } from '@liren/web'
import { type Figure, Figures } from '@liren/web/desk'
import { stages, useCaseWords } from './case-words.ts'

export default function HomeFigures() {
  const { t, d, state } = useCaseWords()
  const may = useMay()
  const shell = useShellFacts()
  const { code } = useArea()
  const isMine = may('queue.read')
  const query = { process: 'case-handling', ...(code ? { area: code } : {}) }
  const queues = useAsk(matters, 'queues', { query }, { enabled: isMine })
  const day = useAsk(matters, 'day', { query }, { enabled: isMine })
  useLive([isMine ? `area:${code ?? shell.area ?? ''}` : null], [keyOf(matters, 'queues'), keyOf(matters, 'day')])
  // The home page does not wait for words; figures without names say nothing.
  if (!isMine || !queues.data || !day.data || d('openCases') === '') return null
  const all = queues.data.queues
  const sum = (of: 'open' | 'overdue' | 'dueSoon') => all.reduce((total, queue) => total + queue[of], 0)
  const { opened, closed, closedSameDay } = day.data
  const waiting = stages.flatMap((stage): Figure[] => {
    const queue = all.find((one) => one.state === stage)
    return queue
      ? [
          {
            label: state(stage),
            value: queue.open,
            to: `/cases?stage=${stage}`,
            ...(queue.overdue > 0 ? { note: d('ofWhichLate', { count: queue.overdue }) } : {}),
          },
        ]
      : []
  })
  return (
    <section aria-label={t('title')} style={{ display: 'grid', gap: 'var(--space-4)' }}>
      <Figures
        of={[
          { label: d('openCases'), value: sum('open'), to: '/cases' },
          {
            label: d('due.overdue'),
            value: sum('overdue'),
            to: '/cases?due=overdue',
            tone: sum('overdue') > 0 ? 'overdue' : 'plain',
          },
          {
            label: d('due.soon'),
            value: sum('dueSoon'),
            to: '/cases?due=soon',
            tone: sum('dueSoon') > 0 ? 'soon' : 'plain',
          },
          { label: d('closedToday'), value: closed, to: '/cases?closed=yes' },
          {
            label: d('sameDay'),
            value: opened > 0 ? `${((closedSameDay / opened) * 100).toFixed(1)}%` : '–',
            note: d('sameDayNote', { closed: closedSameDay, opened }),
            to: '/cases?closed=yes',
          },
        ]}
      />
      {waiting.length > 0 && <Figures of={waiting} />}
    </section>
  )
}
