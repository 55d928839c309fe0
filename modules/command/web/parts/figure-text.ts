/** Figures as people read them: shares in per cent, hours, means; never a share without its denominator. */
import type { Say } from '@liren/web'

type Figure = {
  readonly kind: 'count' | 'share' | 'weighted' | 'mean' | 'meanHours' | 'medianHours' | 'estimate'
  readonly estimate?: 'minutes' | 'yuan' | 'posts' | null
  readonly value: number | null
}

export const figureText = (t: Say, number: (value: number) => string) => {
  const percent = (value: number | null) => (value === null ? '–' : `${number(Math.round(value * 1000) / 10)}%`)
  const reference = ({ value, kind }: { readonly value: number; readonly kind: 'share' | 'less' | 'times' }) =>
    kind === 'times' ? `×${value}` : kind === 'less' ? `−${percent(value)}` : percent(value)
  return {
    percent,
    reference,
    value: ({ kind, value, estimate }: Figure) =>
      value === null
        ? '–'
        : kind === 'share' || kind === 'weighted'
          ? percent(value)
          : kind === 'count'
            ? number(value)
            : kind === 'mean'
              ? number(Math.round(value * 100) / 100)
              : kind === 'estimate'
                ? t(`screen.about.${estimate ?? 'minutes'}`, { value: number(Math.round(value * 10) / 10) })
                : t('screen.hours', { hours: number(Math.round(value * 10) / 10) }),
    change: (kind: 'share' | 'less' | 'times', change: number | null) =>
      change === null
        ? '–'
        : kind === 'times'
          ? `×${number(Math.round(change * 10) / 10)}`
          : // Less by a share is a minus; a difference of two shares is in points, with the sign it has.
            kind === 'less'
            ? `${change < 0 ? '+' : '−'}${percent(Math.abs(change))}`
            : t('screen.points100', {
                change: `${change < 0 ? '−' : '+'}${number(Math.round(Math.abs(change) * 1000) / 10)}`,
              }),
  }
}
