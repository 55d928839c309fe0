/** Why a policy fits or may fit: its clauses, what was used and from where, what is still asked, and the law behind it. */
import { useTimes, useWords } from '@liren/web'
import type { Mine } from '../shapes.ts'
import { Clauses } from './clauses.tsx'

export const Why = ({ of }: { of: Mine }) => {
  const t = useWords('benefits')
  const { clauses, list } = useTimes()
  return (
    <details>
      <summary>{t('screen.why')}</summary>
      <Clauses of={of.because} />
      {of.used.length > 0 && (
        <p>
          {t('web:says', {
            what: t('screen.used'),
            text: list(
              of.used.map(({ title, source }) =>
                source ? t('web:noted', { what: title, note: t('screen.usedFrom', { source }) }) : title,
              ),
            ),
          })}
        </p>
      )}
      {of.alsoAsked.length > 0 && <p>{t('web:says', { what: t('screen.alsoAsked'), text: clauses(of.alsoAsked) })}</p>}
      <p>{t('web:says', { what: t('screen.basis'), text: of.basis })}</p>
    </details>
  )
}
