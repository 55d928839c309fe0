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
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { Detail, Panel, Rows, RuleSaid } from '@liren/web/desk'
import { RuleField } from '@liren/web/rules'
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
const ruleOf = ({ version: _v, publishedOn: _p, effectiveOn: _e, endsOn: _n, ...rule }: RuleVersion): RuleBody => rule
const formOf = (version: RuleVersion): Form => {
  const rule = ruleOf(version)
  return {
    ...rule,
    points: String(rule.points),
    perDay: rule.perDay ? String(rule.perDay) : '',
    perMonth: rule.perMonth ? String(rule.perMonth) : '',
  }
}
/** Parts a rule may have and often has not; an emptied one is left out. */
const optional = ['with', 'oncePer', 'times', 'area', 'photos', 'device', 'say', 'link'] as const
const bodyOf = ({ points: amount, perDay, perMonth, when, within, isOnce, ...rest }: Form): RuleBody => {
  const { code, name, nameEn, on, credit } = rest
  const parts = Object.fromEntries(optional.flatMap((part) => (rest[part] ? [[part, rest[part]]] : [])))
  return {
    ...{ code, name, nameEn, on, credit, ...parts },
    points: Number(amount),
    ...(when?.trim() ? { when: when.trim() } : {}),
    ...(within ? { within } : {}),
    ...(isOnce ? { isOnce } : {}),
    ...(perDay ? { perDay: Number(perDay) } : {}),
    ...(perMonth ? { perMonth: Number(perMonth) } : {}),
  }
}
const weekAhead = () => todayOn(8)

/** Fields of the event that only some rules speak of. */
const more = [
  { part: 'times', word: 'screen.timesField', isOfType: (type: string) => type === 'int' || type === 'double' },
  { part: 'area', word: 'screen.areaField', isOfType: (type: string) => type === 'string' },
  { part: 'say', word: 'screen.sayField', isOfType: (type: string) => type === 'string' || type === 'map' },
  { part: 'photos', word: 'screen.photosField', isOfType: (type: string) => type === 'list<string>' },
  { part: 'device', word: 'screen.deviceField', isOfType: (type: string) => type === 'string' },
] as const

const RuleForm = ({
  first,
  area,
  mayAll,
  onDone,
}: {
  first: RuleVersion | null
  area: string
  mayAll: boolean
  onDone: () => void
}) => {
  const t = useWords('points')
  const { day } = useTimes()
  // Of a rule of the district a community drafts a version of its own.
  const [form, setForm] = useState<Form>(() =>
    first
      ? { ...formOf(first), ...(first.within || mayAll ? {} : { within: area }) }
      : fresh(area.endsWith('000000') ? '' : area),
  )
  const [effectiveOn, setEffectiveOn] = useState(weekAhead)
  const [endsOn, setEndsOn] = useState('')
  const events = useAsk(points, 'ruleEvents')
  const fields = events.data?.items.find(({ name }) => name === form.on)?.fields ?? []
  const { both, ruleFacts } = useFactWords()
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
  const isReady = /^-?[1-9]\d*$/.test(form.points) && form.code && form.name && form.nameEn && form.on && form.credit
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
      {mayAll && (
        <SelectField
          label={t('screen.scope')}
          value={form.within ?? ''}
          error={errorAt('rule.within')}
          onChange={(event) => change({ within: event.target.value })}
          choices={[
            { value: '', label: t('screen.scopeAll') },
            ...(area.endsWith('000000') ? [] : [{ value: area, label: t('screen.scopeHere') }]),
            ...(form.within && form.within !== area ? [{ value: form.within, label: form.within }] : []),
          ]}
        />
      )}
      {first && !first.within && form.within && <Notice>{t('screen.ownVersion')}</Notice>}
      {text('code', 'screen.code')}
      <p className="field-hint">{t('screen.codeHint')}</p>
      {text('name', 'screen.ruleName')}
      {text('nameEn', 'screen.ruleNameEn')}
      <SelectField
        label={t('screen.on')}
        value={form.on}
        placeholder={t('screen.on')}
        error={errorAt('rule.on')}
        onChange={(event) => {
          const none = Object.fromEntries(optional.map((part) => [part, '']))
          change({ ...none, on: event.target.value, credit: '' })
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
          <RuleField
            label={t('screen.when')}
            value={form.when ?? ''}
            facts={ruleFacts(fields)}
            personas={[]}
            onChange={(when) => change({ when })}
          />
          {errorAt('rule.when') && <Notice tone="overdue">{errorAt('rule.when')}</Notice>}
          <details>
            <summary>{t('screen.more')}</summary>
            <div className="points-form">
              {more.map(({ part, word, isOfType }) => (
                <SelectField
                  key={part}
                  label={t(word)}
                  isOptional
                  value={form[part] ?? ''}
                  placeholder={t(word)}
                  error={errorAt(`rule.${part}`)}
                  onChange={(event) => change({ [part]: event.target.value })}
                  choices={fields
                    .filter(({ type }) => isOfType(type))
                    .map(({ name }) => ({ value: name, label: both(name) }))}
                />
              ))}
            </div>
          </details>
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
      {rehearse.reply ? (
        <Notice>{t('screen.rehearsed', { ...rehearse.reply })}</Notice>
      ) : (
        <p className="points-quiet">{errorAt('rule') ?? t('screen.mustRehearse')}</p>
      )}
      <Field
        label={t('screen.effectiveOn')}
        type="date"
        value={effectiveOn}
        error={publish.errors.effectiveOn}
        onChange={(event) => setEffectiveOn(event.target.value)}
      />
      <Field
        label={t('screen.endsOn')}
        type="date"
        isOptional
        value={endsOn}
        error={publish.errors.endsOn}
        onChange={(event) => setEndsOn(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={publish.isSending}
        disabled={!isReady || !rehearse.reply}
        onClick={() => publish.now({ body: { rule: bodyOf(form), effectiveOn, ...(endsOn ? { endsOn } : {}) } })}
      >
        {t('screen.publish')}
      </Button>
      {first && <EndRule of={first} area={area} mayAll={mayAll} publish={publish} />}
    </div>
  )
}

/** What ends: the version of this community (the district's counts again), the district's rule here, or the rule itself. */
const EndRule = ({
  of,
  area,
  mayAll,
  publish,
}: {
  of: RuleVersion
  area: string
  mayAll: boolean
  publish: {
    readonly isSending: boolean
    readonly now: (asked: { body: { rule: RuleBody; effectiveOn: string; endsOn?: string } }) => void
  }
}) => {
  const t = useWords('points')
  const effectiveOn = weekAhead()
  const end = () => publish.now({ body: { rule: ruleOf(of), effectiveOn, endsOn: effectiveOn } })
  const leaveOut = () => publish.now({ body: { rule: { ...ruleOf(of), within: area, points: 0 }, effectiveOn } })
  return (
    <div className="points-buttons">
      {of.within !== area && of.points !== 0 && !area.endsWith('000000') && (
        <Button isBusy={publish.isSending} onClick={leaveOut}>
          {t('screen.notHere')}
        </Button>
      )}
      {(of.within ? of.within === area || mayAll : mayAll) && (
        <Button isBusy={publish.isSending} onClick={end}>
          {t(of.within ? 'screen.backToDistrict' : 'screen.endRule')}
        </Button>
      )}
    </div>
  )
}

export const RulesPart = ({ area, mayChange }: { area: string; mayChange: boolean }) => {
  const t = useWords('points')
  const { day } = useTimes()
  const { locale } = useLook()
  const { facts } = useFactWords()
  const nameOf = (rule: RuleVersion) => (locale === 'en' ? rule.nameEn : rule.name)
  const { grants } = useSession()
  // A courtesy of the screen: the server asks whether the whole district is in reach.
  const mayAll = grants.some((grant) => grant.unitId === null && /^\d{0,6}0*$/.test(grant.area))
  const [open, setOpen] = useState<RuleVersion | 'new' | null>(null)
  const { data, error, refetch } = useAsk(points, 'rules', { query: { area, all: true } })
  const events = useAsk(points, 'ruleEvents', {}, { enabled: mayChange, staleSeconds: 600 })
  const eventOf = (name: string) => events.data?.items.find((one) => one.name === name)?.title ?? name
  return (
    <Panel
      title={t('nav.rules')}
      tools={
        mayChange && (
          <Button tone="main" icon="plus" onClick={() => setOpen('new')}>
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
        empty={<Empty title={t('screen.noRules')} hint={t('screen.noRulesHint')} />}
        columns={[
          {
            key: 'ruleName',
            title: t('screen.ruleName'),
            cell: (rule) =>
              mayChange ? (
                <Button tone="quiet" onClick={() => setOpen(rule)}>
                  {nameOf(rule)}
                </Button>
              ) : (
                nameOf(rule)
              ),
          },
          { key: 'on', title: t('screen.on'), cell: (row) => <span className="begins">{eventOf(row.on)}</span> },
          {
            key: 'when',
            title: t('screen.when'),
            cell: (rule) => (rule.when ? <RuleSaid source={rule.when} facts={facts} /> : t('screen.always')),
          },
          {
            key: 'amountShort',
            title: t('screen.amountShort'),
            cell: (row) => row.points || t('screen.notHereChip'),
            isNumber: true,
          },
          { key: 'version', title: t('screen.version'), cell: (row) => row.version, isNumber: true },
          {
            key: 'effectiveOn',
            title: t('screen.effectiveOn'),
            width: 150,
            cell: (row) =>
              [day(row.effectiveOn), row.endsOn ? t('screen.endsShort', { day: day(row.endsOn) }) : '']
                .filter(Boolean)
                .join(' · '),
          },
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
        title={t(open && open !== 'new' ? 'screen.editRule' : 'screen.newRule')}
      >
        {open && (
          <RuleForm
            key={open === 'new' ? 'new' : `${open.code} ${open.version}`}
            first={open === 'new' ? null : open}
            area={area}
            mayAll={mayAll}
            onDone={() => setOpen(null)}
          />
        )}
      </Detail>
    </Panel>
  )
}
