/** A new item: the few things without which it is none; everything else is written in its editor. */
import { organisation } from '@liren/organisation/contract'
import { ask, Button, Field, Notice, SelectField, TextField, useGo, useSend, useWords } from '@liren/web'
import { DeskPage, Panel, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { type ItemRecord, itemTypes, needs } from '../../item.ts'

const blank: ItemRecord = {
  code: '',
  name: '',
  type: 'publicService',
  audience: 'person',
  need: 'papers',
  owner: '',
  ownerName: '',
  levels: ['district'],
  legalBasis: [''],
  whoFor: '',
  materials: [],
  flow: [{ kind: 'decide', by: 'owner', name: '审核决定', workDays: 5 }],
  result: '办理结果通知',
  fee: '不收费',
  legalDays: 20,
  promisedDays: 5,
  visits: 0,
  channels: ['online', 'mobile', 'window'],
  windows: [],
  faq: [],
  baseline: { fields: 0, materials: 0, visits: 1, days: 20, source: '' },
  simplification: { isAsked: false, droppedFields: [], droppedSteps: [], droppedMaterials: [] },
  consents: [],
  retentionYears: 5,
  tags: ['零跑动', '网上办'],
}

export default function NewItemPage() {
  const t = useWords('services')
  const go = useGo()
  const [record, setRecord] = useState(blank)
  const change = (next: Partial<ItemRecord>) => setRecord((before) => ({ ...before, ...next }))
  const send = useSend(services, 'keepItem', { then: () => go(`/services/edit/${record.code}`) })
  const errorAt = (field: string) => send.errors[`record.${field}`] ?? send.errors[field]
  /** The unit brings its name; who writes another into the guide may. */
  const chooseOwner = (code: string) => {
    change({ owner: code })
    if (code === '') return
    void ask(organisation, 'units', { query: { q: code, limit: 40 } }).then(
      ({ items }) => {
        const unit = items.find((one) => one.code === code)
        if (unit) change({ ownerName: unit.name })
      },
      () => undefined,
    )
  }
  const isReady =
    /^[A-Za-z0-9][A-Za-z0-9-]{2,39}$/.test(record.code) &&
    [record.name, record.owner, record.ownerName, record.legalBasis[0] ?? '', record.whoFor].every(
      (one) => one.trim() !== '',
    )
  return (
    <DeskPage
      title={t('nav.newItem')}
      hint={t('newItem.hint')}
      back={{ to: '/services', label: t('nav.desk') }}
      tools={
        <Button
          tone="main"
          disabled={!isReady}
          isBusy={send.isSending}
          onClick={() =>
            send.now({
              params: { code: record.code },
              body: { record: { ...record, baseline: { ...record.baseline, source: t('newItem.counted') } }, seen: 0 },
            })
          }
        >
          {t('newItem.begin')}
        </Button>
      }
    >
      <Panel>
        {send.problem && <Notice tone="overdue">{send.problem.title}</Notice>}
        <div className="services-grid">
          <Field
            label={t('screen.itemCode')}
            hint={t('newItem.code')}
            value={record.code}
            maxLength={40}
            error={errorAt('code') ?? send.errors.seen}
            onChange={(event) => change({ code: event.target.value.trim() })}
          />
          <Field
            label={t('screen.name')}
            value={record.name}
            maxLength={80}
            error={errorAt('name')}
            onChange={(event) => change({ name: event.target.value })}
          />
          <SelectField
            label={t('newItem.type')}
            value={record.type}
            choices={itemTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
            onChange={(event) =>
              change({ type: itemTypes.find((one) => one === event.target.value) ?? 'publicService' })
            }
          />
          <SelectField
            label={t('screen.audience')}
            value={record.audience}
            choices={(['person', 'firm'] as const).map((value) => ({ value, label: t(`screen.${value}`) }))}
            onChange={(event) => change({ audience: event.target.value === 'firm' ? 'firm' : 'person' })}
          />
          <SelectField
            label={t('screen.needCol')}
            value={record.need}
            choices={needs.map((value) => ({ value, label: t(`need.${value}`) }))}
            onChange={(event) => change({ need: needs.find((one) => one === event.target.value) ?? 'papers' })}
          />
          <UnitField
            by="code"
            label={t('newItem.owner')}
            value={record.owner}
            error={errorAt('owner')}
            onChange={chooseOwner}
          />
          <Field
            label={t('screen.owner')}
            value={record.ownerName}
            maxLength={60}
            error={errorAt('ownerName')}
            onChange={(event) => change({ ownerName: event.target.value })}
          />
        </div>
        <Field
          label={t('screen.basis')}
          value={record.legalBasis[0] ?? ''}
          maxLength={300}
          error={errorAt('legalBasis')}
          onChange={(event) => change({ legalBasis: [event.target.value] })}
        />
        <TextField
          label={t('screen.who')}
          value={record.whoFor}
          maxLength={400}
          error={errorAt('whoFor')}
          onChange={(event) => change({ whoFor: event.target.value })}
        />
      </Panel>
    </DeskPage>
  )
}
