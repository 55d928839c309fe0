/** 系统登记 One system people have to work in: whose it is, what it holds, where its data go, and whether it could be done without. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Field, SelectField, Switch, TextField, toast, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'

export type Inventory = Reply<RouteOf<typeof catalogue, 'listSystems'>>
export type System = Inventory['systems'][number]
type FlowTo = { readonly toId: string; readonly what: string; readonly way: 'automatic' | 'file' | 'retyped' }
const ways = ['automatic', 'file', 'retyped'] as const

export const KeepSystem = ({ of, all, onDone }: { of: System; all: Inventory; onDone: () => void }) => {
  const t = useWords('catalogue')
  const [system, setSystem] = useState(of)
  const [holds, setHolds] = useState(of.holds.join('、'))
  const [flowsTo, setFlowsTo] = useState<readonly FlowTo[]>(
    all.flows.filter(({ fromId }) => fromId === of.id).map(({ toId, what, way }) => ({ toId, what, way })),
  )
  const send = useSend(catalogue, 'keepSystem', {
    stale: [[catalogue, 'listSystems']],
    then: () => {
      toast(t('screen.system.kept'), 'good')
      onDone()
    },
  })
  const { id, ...rest } = system
  const others = all.systems.filter((one) => one.id !== id)
  const put = (at: number, part: Partial<FlowTo>) =>
    setFlowsTo(flowsTo.map((flow, index) => (index === at ? { ...flow, ...part } : flow)))
  const text = (key: 'name', most: number) => (
    <Field
      label={t(`screen.system.${key}`)}
      value={system[key]}
      maxLength={most}
      error={send.errors[key]}
      onChange={(event) => setSystem({ ...system, [key]: event.target.value })}
    />
  )
  const isWhole =
    [system.name, system.owner, system.purpose, system.areaCode, system.sinceOn].every((one) => one.trim() !== '') &&
    flowsTo.every(({ toId, what }) => toId !== '' && what.trim() !== '')
  return (
    <>
      {text('name', 80)}
      <UnitField
        by="name"
        label={t('screen.system.owner')}
        value={system.owner}
        error={send.errors.owner}
        onChange={(owner) => setSystem({ ...system, owner })}
      />
      <AreaField
        label={t('screen.system.areaCode')}
        value={system.areaCode}
        error={send.errors.areaCode}
        onChange={(areaCode) => setSystem({ ...system, areaCode })}
      />
      <TextField
        label={t('screen.system.purpose')}
        value={system.purpose}
        maxLength={300}
        error={send.errors.purpose}
        onChange={(event) => setSystem({ ...system, purpose: event.target.value })}
      />
      <TextField
        label={t('screen.system.holds')}
        hint={t('screen.system.holdsHint')}
        rows={2}
        value={holds}
        onChange={(event) => setHolds(event.target.value)}
      />
      <Field
        label={t('screen.system.sinceOn')}
        type="date"
        value={system.sinceOn}
        error={send.errors.sinceOn}
        onChange={(event) => setSystem({ ...system, sinceOn: event.target.value })}
      />
      <Field
        label={t('screen.system.retiredOn')}
        type="date"
        value={system.retiredOn ?? ''}
        error={send.errors.retiredOn}
        onChange={(event) => setSystem({ ...system, retiredOn: event.target.value || null })}
      />
      <Switch
        label={t('screen.system.replaceable')}
        value={system.isReplaceable}
        onChange={(isReplaceable) => setSystem({ ...system, isReplaceable })}
      />
      <fieldset>
        <legend>{t('screen.system.flows')}</legend>
        {flowsTo.map((flow, at) => (
          <div key={at} className="catalogue-flow">
            <SelectField
              label={t('screen.system.to')}
              value={flow.toId}
              placeholder={t('screen.system.choose')}
              choices={others.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(event) => put(at, { toId: event.target.value })}
            />
            <Field
              label={t('screen.system.what')}
              value={flow.what}
              maxLength={120}
              onChange={(event) => put(at, { what: event.target.value })}
            />
            <SelectField
              label={t('screen.system.way')}
              value={flow.way}
              choices={ways.map((value) => ({ value, label: t(`screen.way.${value}`) }))}
              onChange={(event) => put(at, { way: ways.find((one) => one === event.target.value) ?? flow.way })}
            />
            <Button tone="quiet" onClick={() => setFlowsTo(flowsTo.filter((_, index) => index !== at))}>
              {t('screen.system.removeFlow')}
            </Button>
          </div>
        ))}
        {others.length > 0 && (
          <Button onClick={() => setFlowsTo([...flowsTo, { toId: '', what: '', way: 'file' }])}>
            {t('screen.system.addFlow')}
          </Button>
        )}
      </fieldset>
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() =>
          send.now({
            params: { id },
            body: {
              ...rest,
              holds: holds
                .split(/[、,，\n]/)
                .map((one) => one.trim())
                .filter(Boolean),
              flowsTo: [...flowsTo],
            },
          })
        }
      >
        {t('screen.system.keep')}
      </Button>
    </>
  )
}
