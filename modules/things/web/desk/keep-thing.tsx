/** One thing as it is written down: its kind, where it stands, whose it is, in which state. */
import { Button, Field, SelectField, TextField, toast, useAsk, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type Thing, things } from '../../contract.ts'
import { thingStates } from '../../thing.ts'

export const KeepThing = ({ of, onDone }: { of: Thing; onDone: () => void }) => {
  const t = useWords('things')
  const kinds = useAsk(things, 'kinds')
  const [thing, setThing] = useState(of)
  const [point, setPoint] = useState({
    lon: of.lon === null ? '' : String(of.lon),
    lat: of.lat === null ? '' : String(of.lat),
  })
  const send = useSend(things, 'keep', {
    stale: [
      [things, 'list'],
      [things, 'read'],
    ],
    then: () => {
      toast(t('screen.kept'), 'good')
      onDone()
    },
  })
  const { code, kind, place, areaCode, ownerName, state, lastCheckedOn, note } = thing
  const degrees = (written: string) => (written.trim() === '' ? null : Number(written))
  const keep = () =>
    send.now({
      params: { id: of.id },
      body: {
        ...(code.trim() ? { code: code.trim() } : {}),
        ...{ kind, place: place.trim(), area: areaCode.trim(), lon: degrees(point.lon), lat: degrees(point.lat) },
        ...{ ownerName: ownerName.trim(), state, lastCheckedOn, note: note.trim() },
      },
    })
  return (
    <>
      <SelectField
        label={t('screen.kind')}
        value={kind}
        error={send.errors.kind}
        choices={(kinds.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))}
        onChange={(event) => setThing({ ...thing, kind: event.target.value, code: '' })}
      />
      <Field
        label={t('screen.place')}
        value={place}
        maxLength={200}
        error={send.errors.place}
        onChange={(event) => setThing({ ...thing, place: event.target.value })}
      />
      <Field
        label={t('screen.area')}
        value={areaCode}
        maxLength={15}
        inputMode="numeric"
        error={send.errors.area}
        onChange={(event) => setThing({ ...thing, areaCode: event.target.value })}
      />
      <Field
        label={t('screen.lon')}
        value={point.lon}
        inputMode="decimal"
        error={send.errors.lon}
        onChange={(event) => setPoint({ ...point, lon: event.target.value })}
      />
      <Field
        label={t('screen.lat')}
        value={point.lat}
        inputMode="decimal"
        error={send.errors.lat}
        onChange={(event) => setPoint({ ...point, lat: event.target.value })}
      />
      <Field
        label={t('screen.owner')}
        value={ownerName}
        maxLength={80}
        onChange={(event) => setThing({ ...thing, ownerName: event.target.value })}
      />
      <SelectField
        label={t('screen.state')}
        value={state}
        choices={thingStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        onChange={(event) =>
          setThing({ ...thing, state: thingStates.find((one) => one === event.target.value) ?? state })
        }
      />
      <Field
        label={t('screen.checked')}
        type="date"
        value={lastCheckedOn ?? ''}
        error={send.errors.lastCheckedOn}
        onChange={(event) => setThing({ ...thing, lastCheckedOn: event.target.value || null })}
      />
      <Field
        label={t('screen.code')}
        hint={t('screen.codeHint')}
        value={code}
        maxLength={16}
        inputMode="numeric"
        error={send.errors.code}
        onChange={(event) => setThing({ ...thing, code: event.target.value })}
      />
      <TextField
        label={t('screen.note')}
        value={note}
        maxLength={300}
        onChange={(event) => setThing({ ...thing, note: event.target.value })}
      />
      <Button
        tone="main"
        disabled={kind === '' || place.trim() === '' || areaCode.trim().length < 12}
        isBusy={send.isSending}
        onClick={keep}
      >
        {t('screen.keep')}
      </Button>
    </>
  )
}
