/** 写规则 A rule put together without programming: words and ground, clauses, people to try it on; tried beside as often as one likes. */
import {
  Button,
  ButtonLink,
  Failed,
  Field,
  Notice,
  SelectField,
  Skeleton,
  toast,
  todayOn,
  useAsk,
  useGo,
  useLook,
  useSend,
  useWords,
} from '@liren/web'
import { Columns, DeskPage, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import { definitionOf, draftOf, type RuleDraft } from '../../rule-draft.ts'
import type { FactRow, RuleView } from '../../shapes.ts'
import { ClauseRows, ExampleRows } from './clause-rows.tsx'
import { RuleParts } from './rule-view.tsx'
import '../benefits.css'

const modes = ['automatic', 'confirm', 'remind', 'visit'] as const
const subjects = ['person', 'enterprise'] as const

const blank = (today: string): RuleDraft => ({
  ...{ id: '', version: 1, titleZh: '', titleEn: '', basis: '', mode: 'remind', subject: 'person', serviceItem: '' },
  ...{ validFrom: today, validUntil: '', join: 'all', rest: {} },
  clauses: [{ fact: 'person.age', comparison: 'gte', operand: '60', isNot: false, turn: null }],
  examples: [
    { name: '', today, facts: { 'person.age': '60' }, expect: 'eligible' },
    { name: '', today, facts: { 'person.age': '59' }, expect: 'not' },
  ],
})

const isWhole = ({ id, titleZh, titleEn, basis, clauses, examples }: RuleDraft) =>
  [id, titleZh, titleEn, basis].every((one) => one.trim() !== '') &&
  clauses.every(({ operand }) => operand.trim() !== '') &&
  examples.every(({ name, today }) => name.trim() !== '' && today !== '')

const Builder = ({ from, facts }: { from: RuleDraft; facts: readonly FactRow[] }) => {
  const t = useWords('benefits')
  const go = useGo()
  const [draft, setDraft] = useState(from)
  const attempt = useSend(benefits, 'tryRule', { stale: [] })
  const keep = useSend(benefits, 'write', {
    then: ({ rule }) => {
      toast(t('screen.saved'), 'good')
      go(`/benefits?open=${encodeURIComponent(`${rule.id}@${rule.version}`)}`)
    },
    stale: [[benefits, 'rules']],
  })
  const change = (next: Partial<RuleDraft>) => {
    attempt.reset()
    keep.reset()
    setDraft((before) => ({ ...before, ...next }))
  }
  const isEnglish = useLook().locale === 'en'
  const types = Object.fromEntries(facts.map(({ fact, type }) => [fact, type ?? undefined]))
  const definition = definitionOf(draft, types)
  const wrong = attempt.errors.definition ?? keep.errors.definition
  const one = (field: 'id' | 'titleZh' | 'titleEn' | 'basis' | 'serviceItem', most: number) => (
    <Field
      label={t(`builder.${field}`)}
      hint={field === 'serviceItem' || field === 'id' ? t(`builder.${field}Hint`) : undefined}
      value={draft[field]}
      maxLength={most}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  )
  return (
    <DeskPage
      title={(isEnglish ? draft.titleEn : draft.titleZh) || t('screen.newRule')}
      hint={t('builder.lead')}
      back={{ to: '/benefits', label: t('nav.library') }}
      tools={
        <>
          <Button
            isBusy={attempt.isSending}
            disabled={!isWhole(draft)}
            onClick={() => attempt.now({ body: { definition } })}
          >
            {t('screen.try')}
          </Button>
          <Button
            tone="main"
            isBusy={keep.isSending}
            disabled={attempt.reply?.notReady !== null}
            onClick={() => keep.now({ body: { definition } })}
          >
            {t('screen.save')}
          </Button>
        </>
      }
    >
      <Columns
        main={
          <>
            <Panel title={t('builder.words')}>
              <div className="benefit-form">
                {one('id', 40)}
                {one('titleZh', 80)}
                {one('titleEn', 120)}
                {one('basis', 500)}
                {one('serviceItem', 40)}
                <SelectField
                  label={t('screen.mode')}
                  value={draft.mode}
                  choices={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
                  onChange={(event) => change({ mode: event.target.value })}
                />
                <SelectField
                  label={t('builder.subject')}
                  value={draft.subject}
                  choices={subjects.map((value) => ({ value, label: t(`builder.subject-${value}`) }))}
                  onChange={(event) => change({ subject: event.target.value })}
                />
                <Field
                  label={t('builder.validFrom')}
                  type="date"
                  value={draft.validFrom}
                  onChange={(event) => change({ validFrom: event.target.value })}
                />
                <Field
                  label={t('builder.validUntil')}
                  type="date"
                  value={draft.validUntil}
                  onChange={(event) => change({ validUntil: event.target.value })}
                />
              </div>
            </Panel>
            <Panel title={t('screen.clauses')}>
              <ClauseRows of={draft} facts={facts} change={change} />
            </Panel>
            <Panel title={t('screen.examples')}>
              <ExampleRows of={draft} facts={facts} change={change} />
            </Panel>
          </>
        }
        aside={
          <>
            <Panel title={t('builder.trial')}>
              {wrong && <Notice tone="overdue">{wrong}</Notice>}
              {attempt.reply ? (
                <RuleParts of={attempt.reply} />
              ) : (
                <p className="benefit-note">{t('builder.trialLead')}</p>
              )}
            </Panel>
            <Panel title={t('builder.countTitle')}>
              <p className="benefit-note">{t('builder.countLead')}</p>
              <ButtonLink to="/benefits/screenings">{t('screen.propose')}</ButtonLink>
            </Panel>
            <Panel title={t('screen.definition')}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys too */}
              <pre tabIndex={0} className="benefit-text">
                {JSON.stringify(definition, null, 2)}
              </pre>
              <ButtonLink to="/benefits?write=new">{t('builder.asText')}</ButtonLink>
            </Panel>
          </>
        }
      />
    </DeskPage>
  )
}

/** The next version of a rule; what only its text can say is edited as text. */
const nextOf = (view: RuleView): RuleDraft | null => {
  const draft = draftOf(view.definition)
  return draft && { ...draft, version: draft.version + 1 }
}

export default function WritePage({ params }: { params: { id?: string; version?: string } }) {
  const t = useWords('benefits')
  const facts = useAsk(benefits, 'facts')
  const isNext = params.id !== undefined
  const before = useAsk(
    benefits,
    'rule',
    { params: { id: params.id ?? '', version: Number(params.version ?? 1) } },
    { enabled: isNext },
  )
  const error = facts.error ?? before.error
  const draft = isNext ? before.data && nextOf(before.data) : blank(todayOn())
  if (facts.data && draft) return <Builder key={draft.id} from={draft} facts={facts.data.items} />
  return (
    <DeskPage title={t('screen.newRule')} back={{ to: '/benefits', label: t('nav.library') }}>
      {error ? (
        <Failed error={error} again={() => void facts.refetch()} />
      ) : draft === null ? (
        <Notice tone="soon">
          {t('builder.onlyText')} <ButtonLink to="/benefits?write=new">{t('builder.asText')}</ButtonLink>
        </Notice>
      ) : (
        <Skeleton rows={10} />
      )}
    </DeskPage>
  )
}
