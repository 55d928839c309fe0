/** A pick-up point: where it is, when it is open, who serves there. */
import { Field, Switch, useAsk, useWords } from '@liren/web'
import { Checkbox, Select } from 'antd'
import { useId } from 'react'
import { mall, type PickupPoint } from '../../contract.ts'
import { KeepForm, useDraftOf, useKeep } from './keep-form.tsx'

export type PointDraft = PickupPoint

export const freshPoint = (area: string): PointDraft => ({
  id: crypto.randomUUID(),
  area,
  name: '',
  address: '',
  nameEn: null,
  addressEn: null,
  hours: { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:30' },
  isClosed: false,
  staff: [],
})

export const PointForm = ({ first, onDone }: { first: PointDraft; onDone: () => void }) => {
  const t = useWords('mall')
  const staffId = useId()
  const [form, change] = useDraftOf(first)
  const send = useKeep('keepPoint', onDone)
  const { id, hours, staff, ...rest } = form
  const { data: servers } = useAsk(mall, 'servers', { query: { area: first.area } })
  // Whoever serves there and holds no role any more stays to be seen, and to be taken off.
  const known = new Map([...staff, ...(servers?.items ?? [])].map(({ id: one, name }) => [one, name]))
  const wrongStaff = Object.entries(send.errors).find(([field]) => field.startsWith('staff'))?.[1]
  return (
    <KeepForm
      isSending={send.isSending}
      isWhole={form.name.length >= 2 && form.address.length >= 2 && hours.weekdays.length > 0}
      onKeep={() => send.now({ params: { id }, body: { ...rest, hours, staffIds: staff.map((one) => one.id) } })}
    >
      <Field
        label={t('screen.name')}
        maxLength={40}
        value={form.name}
        error={send.errors.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Field
        label={t('screen.nameEn')}
        hint={t('screen.englishHint')}
        isOptional
        lang="en"
        maxLength={80}
        value={form.nameEn ?? ''}
        error={send.errors.nameEn}
        onChange={(event) => change({ nameEn: event.target.value })}
      />
      <Field
        label={t('screen.address')}
        maxLength={80}
        value={form.address}
        error={send.errors.address}
        onChange={(event) => change({ address: event.target.value })}
      />
      <Field
        label={t('screen.addressEn')}
        isOptional
        lang="en"
        maxLength={160}
        value={form.addressEn ?? ''}
        error={send.errors.addressEn}
        onChange={(event) => change({ addressEn: event.target.value })}
      />
      <fieldset>
        <legend>{t('screen.weekdays')}</legend>
        <Checkbox.Group
          value={[...hours.weekdays]}
          onChange={(weekdays) => change({ hours: { ...hours, weekdays } })}
          options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(`weekday.${value}`) }))}
        />
      </fieldset>
      <Field
        label={t('screen.opens')}
        type="time"
        value={hours.from}
        onChange={(event) => change({ hours: { ...hours, from: event.target.value } })}
      />
      <Field
        label={t('screen.closes')}
        type="time"
        value={hours.until}
        error={send.errors['hours.until']}
        onChange={(event) => change({ hours: { ...hours, until: event.target.value } })}
      />
      <div className="field">
        <label htmlFor={staffId}>{t('screen.staff')}</label>
        <Select
          id={staffId}
          mode="multiple"
          value={staff.map((one) => one.id)}
          placeholder={t('screen.staffNone')}
          optionFilterProp="label"
          options={[...known].map(([value, label]) => ({ value, label }))}
          onChange={(ids: string[]) => change({ staff: ids.map((one) => ({ id: one, name: known.get(one) ?? '' })) })}
        />
        {wrongStaff && <p className="field-error">{wrongStaff}</p>}
      </div>
      <Switch label={t('screen.isClosed')} value={form.isClosed} onChange={(isClosed) => change({ isClosed })} />
    </KeepForm>
  )
}
