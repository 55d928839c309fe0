/** One screening: what was declared, who still has to act, and what the count says without giving anybody away. */
import { Chip, Facts, Field, Notice, useMay, useSend, useTimes, useWords } from '@liren/web'
import { Rows } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import type { Screening } from '../../shapes.ts'

const Decision = ({ of }: { of: Screening }) => {
  const t = useWords('benefits')
  const [note, setNote] = useState('')
  const send = useSend(benefits, 'decide')
  if (of.proposedByMe) return <Notice>{t('screen.waitsForOther')}</Notice>
  const decide = (isApproved: boolean) => send.now({ params: { id: of.id }, body: { isApproved, note } })
  return (
    <div className="benefit-form">
      <Field
        label={t('screen.note')}
        isOptional
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="button-row">
        <Button loading={send.isSending} onClick={() => decide(false)}>
          {t('screen.refuse')}
        </Button>
        <Button type="primary" loading={send.isSending} onClick={() => decide(true)}>
          {t('screen.approve')}
        </Button>
      </div>
    </div>
  )
}

export const ScreeningView = ({ of }: { of: Screening }) => {
  const t = useWords('benefits')
  const { list } = useTimes()
  const may = useMay()
  const count = useSend(benefits, 'count')
  const use = useSend(benefits, 'use')
  const end = useSend(benefits, 'end')
  const params = { id: of.id }
  /** A draft, or a version no longer in force, is told apart from the version in force. */
  const named = ({ title, version, state }: Screening['rules'][number]) =>
    state === 'active' ? title : t('screen.ruleVersion', { title, version, state: t(`ruleState.${state}`) })
  const nameOf = ({ rule, version, title }: Screening['byRule'][number]) => {
    const one = of.rules.find(({ id, version: which }) => id === rule && which === version)
    return one ? named(one) : title
  }
  const shown = (value: number | null) => (value === null ? t('screen.hidden') : value)
  const isInForce = of.rules.every(({ state }) => state === 'active')
  const isOver = of.state === 'ended' || of.state === 'declined'
  return (
    <div className="benefit-detail">
      <p>
        <Chip tone={of.state === 'inUse' ? 'main' : 'plain'}>{t(`screeningState.${of.state}`)}</Chip>
      </p>
      <Facts
        of={[
          [t('screen.purpose'), of.purpose],
          [t('screen.basis'), of.basis],
          [t('screen.area'), of.areaName],
          [t('screen.rules'), list(of.rules.map(named))],
          [t('screen.facts'), list(of.facts)],
          of.decisionNote ? [t('screen.note'), of.decisionNote] : null,
        ]}
      />
      {!isInForce && !isOver && <Notice tone="soon">{t('screen.notInForce')}</Notice>}
      {of.state === 'proposed' && may('screening.approve') && <Decision of={of} />}
      <div className="button-row">
        {(of.state === 'approved' || of.state === 'counted') && may('screening.propose') && (
          <Button loading={count.isSending} onClick={() => count.now({ params })}>
            {t('screen.count')}
          </Button>
        )}
        {of.state === 'counted' && may('screening.approve') && (
          <Button
            type="primary"
            loading={use.isSending}
            disabled={of.proposedByMe || !isInForce}
            onClick={() => use.now({ params })}
          >
            {t('screen.use')}
          </Button>
        )}
        {!isOver && may('screening.propose') && (
          <Button danger loading={end.isSending} onClick={() => end.now({ params })}>
            {t('screen.end')}
          </Button>
        )}
      </div>
      {of.screened !== null && (
        <>
          <p className="benefit-note">
            {t('screen.screened', { count: of.screened })} · {t('screen.noNames')}
          </p>
          <Rows
            rows={of.byRule}
            rowKey={({ rule, version }) => `${rule}@${version}`}
            columns={[
              { key: 'rule', title: t('screen.rule'), cell: (row) => nameOf(row) },
              { key: 'total', title: t('screen.total'), isNumber: true, cell: (row) => shown(row.total) },
              {
                key: 'areas',
                title: t('screen.area'),
                cell: (row) =>
                  row.areas.length > 0 && (
                    <ul>
                      {row.areas.map((one) => (
                        <li key={one.key}>{t('screen.perArea', { area: one.title, count: shown(one.count) })}</li>
                      ))}
                    </ul>
                  ),
              },
            ]}
          />
        </>
      )}
    </div>
  )
}
