/** The clock (时限) as one short word: time left, overdue, standing still, done. Colour never speaks alone. */
import { Chip, dueTone, useWords } from '@liren/web'

type Clocked = {
  readonly dueAt: string | null
  readonly closedAt: string | null
  readonly suspendedAt: string | null
  readonly phase: string
}

const minuteMs = 60_000

/** 90 minutes → `1 小时`: the largest unit that says something. */
export const useSpan = () => {
  const t = useWords('matters')
  return (ms: number) => {
    const minutes = Math.max(1, Math.round(Math.abs(ms) / minuteMs))
    if (minutes < 60) return t('screen.minutes', { count: minutes })
    if (minutes < 48 * 60) return t('screen.hours', { count: Math.round(minutes / 60) })
    return t('screen.days', { count: Math.round(minutes / 1440) })
  }
}

export const ClockChip = ({ of, now = new Date() }: { of: Clocked; now?: Date }) => {
  const t = useWords('matters')
  const span = useSpan()
  if (of.phase === 'done') return <Chip tone="done">{t('phase.done')}</Chip>
  if (of.suspendedAt) return <Chip>{t('step.suspended')}</Chip>
  const tone = dueTone(of.dueAt, now)
  if (!of.dueAt || tone === 'none') return <Chip>{t('screen.pausedClock')}</Chip>
  const time = span(new Date(of.dueAt).getTime() - now.getTime())
  if (tone === 'overdue') return <Chip tone="overdue">{t('screen.overdueBy', { time })}</Chip>
  return <Chip tone={tone === 'soon' ? 'soon' : 'plain'}>{t('screen.leftTime', { time })}</Chip>
}
