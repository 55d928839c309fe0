/** Rules at the desk: drafted, tried on the past, published for a day at least a week away. */
import {
  Button,
  Empty,
  Field,
  Notice,
  SelectField,
  Switch,
  toast,
  todayOn,
  useAsk,
  useLook,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Detail, Panel, Rows, RuleSaid } from '@liren/web/desk'
import { useState } from 'react'
import { points, type RuleBody, type RuleVersion } from '../../contract.ts'
import { useFactWords } from './fact-words.ts'

type Form = Omit<RuleBody, 'points' | 'perDay' | 'perMonth'> & { points: string; perDay: string; perMonth: string }

const fresh = (within: string): Form => ({
  code: '',
  name: '',
  nameEn: '',
  on: '',
  credit: '',
  within,
  points: '',
  perDay: '',
  perMonth: '',
})
const formOf = ({ version: _v, publishedOn: _p, effectiveOn: _e, endsOn: _n, ...rule }: RuleVersion): Form => ({
  ...rule,
  points: String(rule.points),
  perDay: rule.perDay ? String(rule.perDay) : '',
  perMonth: rule.perMonth ? String(rule.perMonth) : '',
})
const bodyOf = ({ points: amount, perDay, perMonth, when, with: other, oncePer, ...rest }: Form): RuleBody => ({
  ...rest,
  points: Number(amount),
  ...(when?.trim() ? { when: when.trim() } : {}),
  ...(other ? { with: other } : {}),
  ...(oncePer ? { oncePer } : {}),
  ...(perDay ? { perDay: Number(perDay) } : {}),
  ...(perMonth ? { perMonth: Number(perMonth) } : {}),
})
const weekAhead = () => todayOn(8)

const RuleForm = ({ first, onDone }: { first: Form; onDone: () => void }) => {
  const t = useWords('points')
  const { day, list } = useTimes()
  const [form, setForm] = useState(first)
  const [effectiveOn, setEffectiveOn] = useState(weekAhead)
  const events = useAsk(points, 'ruleEvents')
  const fields = events.data?.items.find(({ name }) => name === form.on)?.fields ?? []
  const { facts, both } = useFactWords()
  const names = fields.map(({ name }) => ({ value: name, label: both(name) }))
  const rehearse = useSend(points, 'rehearse', { stale: [] })
  const publish = useSend(points, 'publish', {
    stale: [[points]],
    then: (rule) => {
      toast(t('screen.published', { day: day(rule.effectiveOn) }), 'good')
      onDone()
    },
  })
  const change = (part: Partial<Form>) => {
    setForm((old) => ({ ...old, ...part }))
    // What was counted, and what was refused, was said of another rule.
    rehearse.reset()
    if (!publish.isSending) publish.reset()
  }
  // Read one by one: what stands at no field here is said as a toast.
  const errorAt = (field: string) => publish.errors[field] ?? rehearse.errors[field]
  const isReady = /^-?\d+$/.test(form.points) && form.code && form.name && form.nameEn && form.on && form.credit
  const text = (key: 'code' | 'name' | 'nameEn' | 'points' | 'perDay' | 'perMonth', label: string) => (
    <Field
      label={t(label)}
      value={form[key]}
      error={errorAt(`rule.${key}`)}
      onChange={(event) => change({ [key]: event.target.value })}
    />
  )
  return (
    <div className="points-form">
      {text('code', 'screen.code')}
      {text('name', 'screen.ruleName')}
      {text('nameEn', 'screen.ruleNameEn')}
      <SelectField
        label={t('screen.on')}
        value={form.on}
        placeholder={t('screen.on')}
        error={errorAt('rule.on')}
        onChange={(event) => {
          setForm(({ with: _w, oncePer: _o, area: _a, times: _t, photos: _p, device: _d, ...rest }) => rest)
          change({ on: event.target.value, credit: '' })
        }}
        choices={(events.data?.items ?? []).map(({ name, title }) => ({ value: name, label: title }))}
      />
      {form.on && (
        <>
          <SelectField
            label={t('screen.credit')}
            value={form.credit}
            placeholder={t('screen.credit')}
            error={errorAt('rule.credit')}
            onChange={(event) => change({ credit: event.target.value })}
            choices={[
              ...names,
              ...names
                .filter(({ value }) => /matter|case/i.test(value))
                .map(({ value }) => ({ value: `reporterOf:${value}`, label: both(`reporterOf:${value}`) })),
            ]}
          />
          <SelectField
            label={t('screen.withField')}
            isOptional
            value={form.with ?? ''}
            placeholder={t('screen.withField')}
            error={errorAt('rule.with')}
            onChange={(event) => change({ with: event.target.value })}
            choices={names}
          />
          <SelectField
            label={t('screen.oncePer')}
            hint={t('screen.oncePerHint')}
            isOptional
            value={form.oncePer ?? ''}
            placeholder={t('screen.oncePer')}
            error={errorAt('rule.oncePer')}
            onChange={(event) => change({ oncePer: event.target.value })}
            choices={names}
          />
          <Field
            label={t('screen.when')}
            hint={t('screen.fields', { fields: list(fields.map(({ name }) => both(name))) })}
            value={form.when ?? ''}
            error={errorAt('rule.when')}
            onChange={(event) => change({ when: event.target.value })}
          />
          {form.when?.trim() && <RuleSaid source={form.when.trim()} facts={facts} />}
        </>
      )}
      {text('points', 'screen.pointsField')}
      {text('perDay', 'screen.perDayField')}
      {text('perMonth', 'screen.perMonthField')}
      <Switch label={t('screen.isOnce')} value={form.isOnce ?? false} onChange={(isOnce) => change({ isOnce })} />
      <Button
        isBusy={rehearse.isSending}
        disabled={!isReady}
        onClick={() => rehearse.now({ body: { rule: bodyOf(form), days: 90 } })}
      >
        {t('screen.rehearse')}
      </Button>
      {rehearse.reply && <Notice>{t('screen.rehearsed', { ...rehearse.reply })}</Notice>}
      <Field
        label={t('screen.effectiveOn')}
        type="date"
        value={effectiveOn}
        error={publish.errors.effectiveOn}
        onChange={(event) => setEffectiveOn(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={publish.isSending}
        disabled={!isReady}
        onClick={() => publish.now({ body: { rule: bodyOf(form), effectiveOn } })}
      >
        {t('screen.publish')}
      </Button>
    </div>
  )
}

export const RulesPart = ({ area, mayChange }: { area: string; mayChange: boolean }) => {
  const t = useWords('points')
  const { day } = useTimes()
  const { locale } = useLook()
  const { facts } = useFactWords()
  const nameOf = (rule: RuleVersion) => (locale === 'en' ? rule.nameEn : rule.name)
  const [open, setOpen] = useState<Form | null>(null)
  const { data, error, refetch } = useAsk(points, 'rules', { query: { area, all: true } })
  const events = useAsk(points, 'ruleEvents', {}, { enabled: mayChange, staleSeconds: 600 })
  const eventOf = (name: string) => events.data?.items.find((one) => one.name === name)?.title ?? name
  return (
    <Panel
      title={t('nav.rules')}
      tools={
        mayChange && (
          <Button tone="main" icon="plus" onClick={() => setOpen(fresh(area))}>
            {t('screen.newRule')}
          </Button>
        )
      }
    >
      <Rows
        rowKey={(rule) => `${rule.code} ${rule.version}`}
        rows={data?.items ?? []}
        isLoading={!data}
        error={error}
        again={() => void refetch()}
        empty={<Empty title={t('screen.noRules')} />}
        columns={[
          {
            key: 'ruleName',
            title: t('screen.ruleName'),
            cell: (rule) =>
              mayChange && rule.within ? (
                <Button tone="quiet" onClick={() => setOpen(formOf(rule))}>
                  {nameOf(rule)}
                </Button>
              ) : (
                nameOf(rule)
              ),
          },
          { key: 'on', title: t('screen.on'), cell: (row) => eventOf(row.on) },
          {
            key: 'when',
            title: t('screen.when'),
            cell: (rule) => (rule.when ? <RuleSaid source={rule.when} facts={facts} /> : t('screen.always')),
          },
          { key: 'amountShort', title: t('screen.amountShort'), cell: (row) => row.points, isNumber: true },
          { key: 'version', title: t('screen.version'), cell: (row) => row.version, isNumber: true },
          { key: 'effectiveOn', title: t('screen.effectiveOn'), width: 150, cell: (row) => day(row.effectiveOn) },
          {
            key: 'counts',
            title: t('screen.counts'),
            width: 120,
            cell: (rule) => t(rule.within ? 'screen.ownCommunity' : 'screen.everywhere'),
          },
        ]}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t(open?.code ? 'screen.editRule' : 'screen.newRule')}
      >
        {open && <RuleForm key={open.code} first={open} onDone={() => setOpen(null)} />}
      </Detail>
    </Panel>
  )
}
