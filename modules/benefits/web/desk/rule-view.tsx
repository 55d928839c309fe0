/** A rule read by people: conditions, facts with their sources, and the examples that prove it. */

import { Chip, Facts, Notice, useWords } from '@liren/web'
import { reachByKey } from '@liren/web/desk'
import { Table } from 'antd'
import type { RuleView } from '../../shapes.ts'

export const RuleParts = ({ of }: { of: RuleView }) => {
  const t = useWords('benefits')
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
          [t('screen.validity'), `${rule.validFrom ?? '—'} → ${rule.validUntil ?? t('screen.untilFurther')}`],
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
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        scroll={{ x: true }}
        dataSource={[...of.examples]}
        columns={[
          { title: t('screen.examples'), dataIndex: 'name' },
          { title: t('screen.expect'), render: (_, one) => t(`outcome.${one.expect}`) },
          {
            title: t('screen.got'),
            render: (_, one) => (
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
