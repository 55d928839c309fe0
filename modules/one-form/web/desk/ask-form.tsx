/** 申请报表准入 A department says what it wants to know and why; it is checked first, and asked for only then. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Field, SelectField, TextField, toast, useOwnArea, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { oneForm } from '../../contract.ts'
import { type AreaUnit, type Level, levels, type Period, periods, type Rows, units } from '../../report.ts'
import { Checked } from './checked.tsx'
import { columnNames } from './column-names.ts'
import { RosterFields } from './roster-fields.tsx'

const nothing = { title: '', department: '', basis: '', purpose: '', columns: '', own: '', untilOn: '' }

export const AskForm = ({ onDone }: { onDone: () => void }) => {
  const t = useWords('one-form')
  const own = useOwnArea()
  const [said, setSaid] = useState({ ...nothing, areaCode: own.code ?? '' })
  const [level, setLevel] = useState<Level>('district')
  const [period, setPeriod] = useState<Period>('monthly')
  const [per, setPer] = useState<AreaUnit>('gridCell')
  const [rows, setRows] = useState<Rows | null>(null)
  const [check, setCheck] = useState<Reply<RouteOf<typeof oneForm, 'checkDraft'>> | null>(null)
  const look = useSend(oneForm, 'checkDraft', { stale: [], then: (found) => setCheck(found) })
  const ask = useSend(oneForm, 'ask', {
    stale: [[oneForm, 'list']],
    then: () => {
      toast(t('screen.ask.sent'), 'good')
      onDone()
    },
  })
  const names = columnNames(said.columns)
  const body = {
    ...{ title: said.title.trim(), department: said.department.trim(), level, period, per },
    ...{ areaCode: said.areaCode.trim(), basis: said.basis.trim() || null, purpose: said.purpose.trim() },
    ...{
      columns: names.map((name) => ({ name, source: null, ...(said.own.trim() ? { own: said.own.trim() } : {}) })),
      untilOn: said.untilOn || null,
    },
    ...(rows ? { rows } : {}),
  }
  const isWhole =
    body.title.length > 1 &&
    body.department !== '' &&
    body.purpose.length > 1 &&
    body.areaCode !== '' &&
    names.length > 0
  const errors = { ...look.errors, ...ask.errors }
  // What was checked is what is asked for: any change is checked anew.
  const say = (part: Partial<typeof said>) => {
    setSaid({ ...said, ...part })
    setCheck(null)
  }
  const text = (key: keyof typeof nothing, most: number) => (
    <Field
      label={t(`screen.ask.${key}`)}
      value={said[key]}
      maxLength={most}
      error={errors[key]}
      onChange={(event) => say({ [key]: event.target.value })}
    />
  )
  return (
    <>
      {text('title', 80)}
      <UnitField
        by="name"
        label={t('screen.ask.department')}
        value={said.department}
        error={errors.department}
        onChange={(department) => say({ department })}
      />
      <SelectField
        label={t('screen.report.level')}
        value={level}
        choices={levels.map((value) => ({ value, label: t(`screen.level.${value}`) }))}
        onChange={(event) => {
          setLevel(levels.find((one) => one === event.target.value) ?? level)
          setCheck(null)
        }}
      />
      <SelectField
        label={t('screen.report.period')}
        value={period}
        choices={periods.map((value) => ({ value, label: t(`screen.period.${value}`) }))}
        onChange={(event) => {
          setPeriod(periods.find((one) => one === event.target.value) ?? period)
          setCheck(null)
        }}
      />
      <SelectField
        label={t('screen.ask.per')}
        value={per}
        choices={units.map((value) => ({ value, label: t(`screen.per.${value}`) }))}
        onChange={(event) => {
          setPer(units.find((one) => one === event.target.value) ?? per)
          setCheck(null)
        }}
      />
      <RosterFields
        of={rows}
        onChange={(next) => {
          setRows(next)
          setCheck(null)
        }}
      />
      <AreaField
        label={t('screen.ask.areaCode')}
        value={said.areaCode}
        error={errors.areaCode}
        onChange={(areaCode) => say({ areaCode })}
      />
      {text('basis', 200)}
      {text('purpose', 300)}
      <TextField
        label={t('screen.ask.columns')}
        hint={t('screen.ask.columnsHint')}
        rows={6}
        value={said.columns}
        error={errors.columns}
        onChange={(event) => say({ columns: event.target.value })}
      />
      <Field
        label={t('screen.ask.own')}
        hint={t('screen.ask.ownHint')}
        isOptional
        value={said.own}
        maxLength={200}
        onChange={(event) => say({ own: event.target.value })}
      />
      <Field
        label={t('screen.report.until')}
        type="date"
        value={said.untilOn}
        error={errors.untilOn}
        onChange={(event) => say({ untilOn: event.target.value })}
      />
      <div className="button-row">
        <Button disabled={!isWhole} isBusy={look.isSending} onClick={() => look.now({ body })}>
          {t('screen.ask.check')}
        </Button>
        <Button
          tone="main"
          disabled={!isWhole || check === null}
          isBusy={ask.isSending}
          onClick={() => ask.now({ body })}
        >
          {t('screen.ask.send')}
        </Button>
      </div>
      {check && <Checked check={check} />}
    </>
  )
}
