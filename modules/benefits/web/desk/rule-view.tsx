/** A rule read by people: conditions, facts with their sources, and the examples that prove it. */

import { Chip, Facts, Notice, useTimes, useWords } from '@liren/web'
import { Rows, reachByKey } from '@liren/web/desk'
import type { RuleView } from '../../shapes.ts'

export const RuleParts = ({ of }: { of: RuleView }) => {
  const t = useWords('benefits')
  const { day } = useTimes()
  const { rule } = of
  return (
    <div className="benefit-detail" ref={reachByKey}>
      {of.notReady === null ? (
        <Notice tone="good">{t('screen.ready')}</Notice>
      ) : (
        <Notice tone="soon">{t(`notReady.${of.notReady}`)}</Notice>
      )}
      {rule.guard && <Notice tone="soon">{t(`guard.${rule.guard}`)}</Notice>}
      <Facts
        of={[
          [t('screen.basis'), rule.basis],
          [t('screen.mode'), t(`mode.${rule.mode}`)],
          [
            t('screen.validity'),
            `${rule.validFrom ? day(rule.validFrom) : '—'} – ${rule.validUntil ? day(rule.validUntil) : t('screen.untilFurther')}`,
          ],
        ]}
      />
      <h3>{t('screen.clauses')}</h3>
      <ul>
        {of.clauses.map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ul>
      <h3>{t('screen.facts')}</h3>
      <ul>
        {of.facts.map(({ fact, title, source, consent }) => (
          <li key={fact}>
            {title}
            {source ? ` · ${source}` : ''} · {consent ? t('screen.consent') : t('screen.noConsent')}
          </li>
        ))}
      </ul>
      <h3>{t('screen.examples')}</h3>
      <Rows
        rowKey={({ name }) => name}
        rows={of.examples}
        columns={[
          { key: 'examples', title: t('screen.examples'), cell: (row) => row.name },
          { key: 'expect', title: t('screen.expect'), cell: (one) => t(`outcome.${one.expect}`) },
          {
            key: 'got',
            title: t('screen.got'),
            cell: (one) => (
              <Chip tone={one.expect === one.got ? 'done' : 'overdue'}>
                {t(`outcome.${one.got}`)}
                {one.expect === one.got ? ' ✓' : ' ✗'}
              </Chip>
            ),
          },
        ]}
      />
    </div>
  )
}
