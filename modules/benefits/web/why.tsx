/** Why a policy fits or may fit: its clauses, what was used and from where, what is still asked, and the law behind it. */
import { useWords } from '@liren/web'
import type { Mine } from '../shapes.ts'
import { Clauses } from './clauses.tsx'

export const Why = ({ of }: { of: Mine }) => {
  const t = useWords('benefits')
  return (
    <details>
      <summary>{t('screen.why')}</summary>
      <Clauses of={of.because} />
      {of.used.length > 0 && (
        <p>
          {t('screen.used')}：
          {of.used
            .map(({ title, source }) => (source ? `${title}（${t('screen.usedFrom', { source })}）` : title))
            .join('、')}
        </p>
      )}
      {of.alsoAsked.length > 0 && (
        <p>
          {t('screen.alsoAsked')}：{of.alsoAsked.join('；')}
        </p>
      )}
      <p>
        {t('screen.basis')}：{of.basis}
      </p>
    </details>
  )
}
