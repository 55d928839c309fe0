/** 怎么办、多久办 How a report is handled here: the steps with their limits, who answers for what, and by which rules it takes its turn. */
import { matters } from '@liren/matters/contract'
import {
  Empty,
  Facts,
  Failed,
  Field,
  Link,
  Page,
  Row,
  Section,
  Skeleton,
  Slot,
  useArea,
  useAsk,
  useFilters,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { caseProcess } from '../../case.ts'
import { type CategoryView, cases } from '../../contract.ts'

const steps = ['accept', 'verify', 'file', 'dispatch', 'signIn', 'handle', 'check', 'close'] as const
const rules = ['order', 'danger', 'separate', 'returns', 'late', 'reopen', 'thread'] as const
type Limit = { readonly amount: number; readonly unit: string }

const useLimit = () => {
  const t = useWords('cases')
  return (limit: Limit | undefined) =>
    limit ? t(`matters:limit.${limit.unit}`, { amount: limit.amount }) : t('screen.how.noLimit')
}

const OneCategory = ({ code }: { code: string }) => {
  const t = useWords('cases')
  const said = useLimit()
  const { code: area } = useArea()
  const { data, error, refetch } = useAsk(cases, 'category', { params: { code }, query: area ? { area } : {} })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={5} />
  return (
    <Section title={data.name}>
      <Facts
        of={[
          [t('screen.how.filed'), data.filingStandard || '—'],
          [t('screen.how.done'), data.closingStandard || '—'],
          ...steps.flatMap((step) => {
            const limit = data.limits[step]
            return limit ? [[t(`process.case-handling.clock.${step}`), said(limit)] as const] : []
          }),
        ]}
      />
      <p>
        <Link to="/organisation/responsibilities">{t('screen.how.who')}</Link>
      </p>
    </Section>
  )
}

const Finder = () => {
  const t = useWords('cases')
  const [filters, filter] = useFilters()
  const [typed, setTyped] = useState('')
  const { code: area } = useArea()
  const { data } = useAsk(cases, 'categories', { query: area ? { area } : {} }, { staleSeconds: 600 })
  const wanted = typed.trim()
  const found: readonly CategoryView[] =
    wanted === ''
      ? []
      : (data?.items ?? [])
          .filter((one) => `${one.name}${one.usualName ?? ''}${one.path.join('')}`.includes(wanted))
          .slice(0, 12)
  return (
    <Section title={t('screen.how.find')}>
      <Field
        label={t('screen.how.what')}
        placeholder={t('screen.how.example')}
        value={typed}
        maxLength={20}
        onChange={(event) => setTyped(event.target.value)}
      />
      {wanted !== '' && found.length === 0 && data && <Empty icon="search" title={t('screen.how.none')} />}
      {found.length > 0 && (
        <ul className="list">
          {found.map((one) => (
            <li key={one.code}>
              <Row
                title={one.name}
                note={one.path.slice(0, 2).join(' › ')}
                onClick={() => {
                  setTyped('')
                  filter({ kind: one.code })
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {filters.kind && <OneCategory code={filters.kind} />}
    </Section>
  )
}

export default function HowPage() {
  const t = useWords('cases')
  const said = useLimit()
  const { data, error, refetch } = useAsk(matters, 'process', { params: { name: caseProcess.name } })
  const limits = new Map(data?.clocks.map(({ name, limit }) => [name, limit]))
  return (
    <Page title={t('nav.how')} canBeRead isLoading={!data}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <Section title={t('screen.how.steps')}>
          <p className="field-hint">{t('screen.how.stepsHint')}</p>
          <ol className="list">
            {steps.map((step) => (
              <li key={step} className="row">
                <span className="row-main">
                  <span className="row-title">{t(`screen.how.step.${step}`)}</span>
                  <span className="row-note">{t(`screen.how.by.${step}`)}</span>
                </span>
                <span className="row-after">{said(limits.get(step))}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Finder />
      <Section title={t('screen.how.fair')}>
        <ul className="sentences">
          {rules.map((rule) => (
            <li key={rule}>{t(`screen.how.rule.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <Slot name="how:after" />
    </Page>
  )
}
