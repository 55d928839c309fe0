/** Rules of alerts as data: each with its numbers, whom it tells, and how often it spoke; tried before it is kept. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Chip, Confirm, Empty, Field, SelectField, Switch, toast, useMay, useSend, useWords } from '@liren/web'
import { CategoriesField, DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { alertKinds, alertScopes, numbersOf } from '../../alert.ts'
import { command } from '../../contract.ts'
import { rungs } from '../../linkage.ts'
import type { AlertRuleBody } from '../../routes-alerts.ts'
import { useBoardArea } from './use-board.ts'
import './board.css'
import './plan.css'

type Rule = Reply<RouteOf<typeof command, 'alertRules'>>['items'][number]
type RuleBody = AlertRuleBody
const grades = ['1', '2', '3', '4'] as const

const bodyOf = (rule: Rule): RuleBody => ({
  area: rule.areaCode,
  name: rule.name,
  kind: rule.kind,
  count: rule.count,
  hours: rule.hours,
  factor: rule.factor,
  per: rule.per,
  categories: rule.categories,
  leastGrade: rule.leastGrade,
  tell: rule.tell,
  isOn: rule.isOn,
})
const fresh = (area: string): RuleBody => ({
  area,
  name: '',
  kind: 'threshold',
  count: 20,
  hours: 24,
  factor: 3,
  per: 'community',
  categories: [],
  leastGrade: 1,
  tell: ['subdistrict'],
  isOn: true,
})

const RuleForm = ({ id, start, onDone }: { id: string | null; start: RuleBody; onDone: () => void }) => {
  const t = useWords('command')
  const [body, setBody] = useState(start)
  const [categories, setCategories] = useState<readonly string[]>(start.categories)
  const [isAsking, setAsking] = useState(false)
  const stale = [[command, 'alertRules']] as const
  const done = (word: string) => () => {
    toast(t(`screen.${word}`), 'good')
    onDone()
  }
  const make = useSend(command, 'makeAlertRule', { stale, then: done('ruleKept') })
  const change = useSend(command, 'changeAlertRule', { stale, then: done('ruleKept') })
  const remove = useSend(command, 'removeAlertRule', { stale, then: done('ruleRemoved') })
  const test = useSend(command, 'tryAlertRule', { stale: [] })
  const set = (more: Partial<RuleBody>) => {
    test.reset()
    setBody({ ...body, ...more })
  }
  const whole = { ...body, categories: [...categories] }
  const errors = id ? change.errors : make.errors
  const isReady = body.name.trim().length >= 2
  return (
    <>
      <Field
        label={t('screen.ruleName')}
        maxLength={80}
        value={body.name}
        error={errors.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SelectField
        label={t('screen.alertKindLabel')}
        hint={t(`screen.kindHow.${body.kind}`)}
        value={body.kind}
        choices={alertKinds.map((value) => ({ value, label: t(`screen.alertKind.${value}`) }))}
        onChange={(event) => set({ kind: alertKinds.find((one) => one === event.target.value) ?? body.kind })}
      />
      <div className="plan-row">
        {numbersOf[body.kind].map((name) => (
          <Field
            key={name}
            label={t(`screen.${name === 'count' ? 'ruleCount' : name === 'hours' ? 'ruleHours' : 'ruleFactor'}`)}
            type="number"
            inputMode="decimal"
            min={name === 'factor' ? 1.1 : 1}
            step={name === 'factor' ? 'any' : 1}
            value={String(body[name])}
            error={errors[name]}
            onChange={(event) => set({ [name]: Number(event.target.value) })}
          />
        ))}
        {!['inaction', 'bounced', 'repeated', 'templates'].includes(body.kind) && (
          <SelectField
            label={t('screen.rulePer')}
            value={body.per}
            choices={alertScopes.map((value) => ({ value, label: t(`screen.per.${value}`) }))}
            onChange={(event) => set({ per: alertScopes.find((one) => one === event.target.value) ?? body.per })}
          />
        )}
        <SelectField
          label={t('screen.planGrade')}
          value={String(body.leastGrade)}
          choices={grades.map((value) => ({ value, label: t(`screen.grade.${value}`) }))}
          onChange={(event) => set({ leastGrade: Number(event.target.value) })}
        />
      </div>
      <CategoriesField
        label={t('screen.planCategories')}
        hint={t('screen.planCategoriesHint')}
        isOptional
        value={categories}
        error={errors.categories}
        onChange={setCategories}
      />
      <fieldset className="plan-task">
        <legend>{t('screen.ruleTell')}</legend>
        {rungs.map((rung) => (
          <Switch
            key={rung}
            label={t(`screen.rung.${rung}`)}
            value={body.tell.includes(rung)}
            onChange={(isOn) => set({ tell: rungs.filter((one) => (one === rung ? isOn : body.tell.includes(one))) })}
          />
        ))}
      </fieldset>
      <Switch label={t('screen.ruleOn')} value={body.isOn} onChange={(isOn) => set({ isOn })} />
      {test.reply && (
        <p role="status">
          <b>{t('screen.ruleFinds', test.reply)}</b>
        </p>
      )}
      <p className="button-row">
        {id && <Button onClick={() => setAsking(true)}>{t('screen.removeRule')}</Button>}
        <Button disabled={!isReady} isBusy={test.isSending} onClick={() => test.now({ body: whole })}>
          {t('screen.tryRule')}
        </Button>
        <Button
          tone="main"
          disabled={!isReady}
          isBusy={make.isSending || change.isSending}
          onClick={() => (id ? change.now({ params: { id }, body: whole }) : make.now({ body: whole }))}
        >
          {t('screen.keepRule')}
        </Button>
      </p>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('screen.removeRule')}
        verb={t('screen.removeRule')}
        onYes={() => {
          setAsking(false)
          if (id) remove.now({ params: { id } })
        }}
      >
        {t('screen.removeRuleHint')}
      </Confirm>
    </>
  )
}

export default function AlertRulesPage() {
  const t = useWords()
  const may = useMay()
  const { whole } = useBoardArea()
  const [open, setOpen] = useState<{ readonly id: string | null; readonly start: RuleBody } | null>(null)
  return (
    <DeskPage
      title={t('nav.alertRules')}
      hint={t('screen.rulesHint')}
      back={{ to: '/command/alerts', label: t('nav.alerts') }}
      tools={
        may('alert.rule') && whole ? (
          <Button tone="main" onClick={() => setOpen({ id: null, start: fresh(whole) })}>
            {t('screen.newRule')}
          </Button>
        ) : undefined
      }
    >
      <ListTable
        contract={command}
        route="alertRules"
        input={{ query: {} }}
        label={t('nav.alertRules')}
        empty={<Empty icon="warning" title={t('screen.noRules')} hint={t('screen.noRulesHint')} />}
        columns={[
          {
            key: 'name',
            title: t('screen.ruleName'),
            cell: (row) => (
              <>
                {row.mayEdit ? (
                  <button
                    type="button"
                    className="rule-open"
                    onClick={() => setOpen({ id: row.id, start: bodyOf(row) })}
                  >
                    {row.name}
                  </button>
                ) : (
                  row.name
                )}
                <small className="plan-note">{t(`screen.kindHow.${row.kind}`)}</small>
              </>
            ),
          },
          {
            key: 'kind',
            title: t('screen.alertKindLabel'),
            width: 110,
            cell: (row) => <Chip>{t(`screen.alertKind.${row.kind}`)}</Chip>,
          },
          { key: 'area', title: t('screen.planArea'), width: 120, cell: (row) => row.areaName },
          {
            key: 'tell',
            title: t('screen.ruleTellShort'),
            width: 150,
            cell: (row) => row.tell.map((rung) => t(`screen.rung.${rung}`)).join(' · ') || '—',
          },
          {
            key: 'spoke',
            title: t('screen.ruleSpoke'),
            width: 190,
            cell: (row) => t('screen.ruleRaised', { raised: row.raised, seen: row.seen }),
          },
          {
            key: 'on',
            title: t('screen.alertState'),
            width: 80,
            cell: (row) => (
              <Chip tone={row.isOn ? 'main' : 'plain'}>{t(row.isOn ? 'screen.ruleOn' : 'screen.ruleOff')}</Chip>
            ),
          },
        ]}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t(open?.id ? 'screen.editRule' : 'screen.newRule')}
      >
        {open && <RuleForm key={open.id ?? 'new'} {...open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
