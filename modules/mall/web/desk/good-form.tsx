/** A good: what it is, what it costs in points, how many came in. */
import { Field, Segments, SelectField, Switch, useWords } from '@liren/web'
import type { Good, PickupPoint } from '../../contract.ts'
import { KeepForm, useDraftOf, useKeep } from './keep-form.tsx'

export type GoodDraft = {
  readonly id: string
  readonly pointId: string
  readonly name: string
  readonly note: string
  readonly nameEn: string
  readonly noteEn: string
  readonly kind: Good['kind']
  readonly points: string
  readonly perPerson: string
  readonly isOffered: boolean
  readonly add: string
}

export const freshGood = (pointId: string): GoodDraft => ({
  id: crypto.randomUUID(),
  pointId,
  name: '',
  note: '',
  nameEn: '',
  noteEn: '',
  kind: 'thing',
  points: '',
  perPerson: '',
  isOffered: true,
  add: '',
})
export const draftOf = (good: Good): GoodDraft => ({
  id: good.id,
  pointId: good.pointId,
  name: good.name,
  note: good.note,
  nameEn: good.nameEn ?? '',
  noteEn: good.noteEn ?? '',
  kind: good.kind,
  points: String(good.points),
  perPerson: good.perPerson === null ? '' : String(good.perPerson),
  isOffered: good.isOffered,
  add: '',
})

export const GoodForm = ({
  first,
  shops,
  onDone,
}: {
  first: GoodDraft
  shops: readonly PickupPoint[]
  onDone: () => void
}) => {
  const t = useWords('mall')
  const [form, change] = useDraftOf(first)
  const send = useKeep('keepGood', onDone)
  const number = (key: 'points' | 'perPerson' | 'add', label: string) => (
    <Field
      label={t(label)}
      inputMode="numeric"
      value={form[key]}
      error={send.errors[key]}
      onChange={(event) => change({ [key]: event.target.value.trim() })}
    />
  )
  const { id, points, perPerson, add, ...rest } = form
  return (
    <KeepForm
      isSending={send.isSending}
      isWhole={
        form.name.trim() !== '' && /^[1-9]\d{0,5}$/.test(points) && /^\d{0,5}$/.test(add) && /^\d{0,3}$/.test(perPerson)
      }
      onKeep={() =>
        send.now({
          params: { id },
          body: {
            ...rest,
            points: Number(points),
            perPerson: perPerson ? Number(perPerson) : null,
            add: Number(add || 0),
          },
        })
      }
    >
      <SelectField
        label={t('screen.point')}
        value={form.pointId}
        disabled={first.name !== ''}
        onChange={(event) => change({ pointId: event.target.value })}
        choices={shops.map((one) => ({ value: one.id, label: one.name }))}
      />
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
        value={form.nameEn}
        error={send.errors.nameEn}
        onChange={(event) => change({ nameEn: event.target.value })}
      />
      <Segments
        label={t('screen.kind')}
        value={form.kind}
        onChange={(kind) => change({ kind: kind === 'service' ? 'service' : 'thing' })}
        choices={[
          { value: 'thing', label: t('kind.thing') },
          { value: 'service', label: t('kind.service') },
        ]}
      />
      {number('points', 'screen.pricePoints')}
      {number('add', 'screen.add')}
      {number('perPerson', 'screen.limit')}
      <Field
        label={t('screen.note')}
        maxLength={200}
        value={form.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      <Field
        label={t('screen.noteEn')}
        isOptional
        lang="en"
        maxLength={300}
        value={form.noteEn}
        error={send.errors.noteEn}
        onChange={(event) => change({ noteEn: event.target.value })}
      />
      <Switch label={t('screen.isOffered')} value={form.isOffered} onChange={(isOffered) => change({ isOffered })} />
    </KeepForm>
  )
}
