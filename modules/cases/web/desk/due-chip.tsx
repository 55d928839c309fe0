/** The clock (时限) of a row as a word: overdue, left, at rest, done. Colour never speaks alone. */
import { Chip, dueTone } from '@liren/web'
import { useCaseWords } from './case-words.ts'

export const useSpan = () => {
  const { t } = useCaseWords()
  return (ms: number) => {
    const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000))
    if (minutes < 60) return t('matters:screen.minutes', { count: minutes })
    if (minutes < 48 * 60) return t('matters:screen.hours', { count: Math.round(minutes / 60) })
    return t('matters:screen.days', { count: Math.round(minutes / 1440) })
  }
}

type Clocked = {
  readonly dueAt: string | null
  readonly closedAt: string | null
  readonly suspendedAt: string | null
}

export const DueChip = ({ of }: { of: Clocked }) => {
  const { t } = useCaseWords()
  const span = useSpan()
  if (of.closedAt) return <Chip tone="done">{t('matters:phase.done')}</Chip>
  if (of.suspendedAt) return <Chip>{t('matters:step.suspended')}</Chip>
  if (!of.dueAt) return <Chip>{t('matters:screen.pausedClock')}</Chip>
  const tone = dueTone(of.dueAt)
  const time = span(new Date(of.dueAt).getTime() - Date.now())
  if (tone === 'overdue') return <Chip tone="overdue">{t('matters:screen.overdueBy', { time })}</Chip>
  return <Chip tone={tone === 'soon' ? 'soon' : 'plain'}>{t('matters:screen.leftTime', { time })}</Chip>
}

export const GradeChip = ({ grade }: { grade: number }) => {
  const { t } = useCaseWords()
  return <Chip tone={grade >= 3 ? 'overdue' : grade === 2 ? 'soon' : 'plain'}>{t(`grade.${grade}`)}</Chip>
}
