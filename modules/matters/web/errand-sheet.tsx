/** 派个小任务 A small task for a unit: what, where, to which standard, shown by what, and until when — said at once. */
import { Button, Field, SelectField, Sheet, TextField, toast, useArea, useSend, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { matters } from '../contract.ts'
import { OverFill } from './parts/over-fill.tsx'
import { UnitField } from './unit-field.tsx'

const proofs = ['none', 'photo', 'file'] as const
const units = ['workHours', 'workDays'] as const

export default function ErrandSheet({ onClose }: { onClose: () => void }) {
  const t = useWords('matters')
  const { grants } = useSession()
  const { code, areas } = useArea()
  // Whoever works for one community sends within it; whoever works for a street or the district chooses.
  const places = areas.filter(
    (area) =>
      area.level === 'community' &&
      grants.some(({ area: mine }) => mine !== null && area.code.startsWith(mine.slice(0, 12).replace(/(000)+$/, ''))),
  )
  const [areaCode, setArea] = useState('')
  const area = areaCode || (places.find((one) => one.code === code)?.code ?? places[0]?.code ?? '')
  const [title, setTitle] = useState('')
  const [standard, setStandard] = useState('')
  const [address, setAddress] = useState('')
  const [evidence, setEvidence] = useState<(typeof proofs)[number]>('photo')
  const [amount, setAmount] = useState(1)
  const [unit, setUnit] = useState<(typeof units)[number]>('workDays')
  const [unitId, setUnitId] = useState('')
  const [despiteLoad, setDespiteLoad] = useState('')
  const send = useSend(matters, 'openErrand', {
    stale: [[matters]],
    then: () => {
      toast(t('screen.errand.sent'), 'good')
      onClose()
    },
  })
  const isReady = [title, standard, address].every((said) => said.trim() !== '') && unitId !== '' && area !== ''
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.errand.title')}
      action={
        <Button
          tone="main"
          isWide
          disabled={!isReady}
          isBusy={send.isSending}
          onClick={() =>
            send.now({
              body: {
                title: title.trim(),
                standard: standard.trim(),
                areaCode: area,
                address: address.trim(),
                evidence,
                limit: { amount, unit },
                unitId,
                ...(despiteLoad.trim() ? { despiteLoad: despiteLoad.trim() } : {}),
              },
            })
          }
        >
          {t('screen.errand.send')}
        </Button>
      }
    >
      <p className="field-hint">{t('screen.errand.hint')}</p>
      <Field
        label={t('screen.errand.what')}
        maxLength={200}
        value={title}
        error={send.errors.title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        label={t('screen.errand.standard')}
        rows={2}
        maxLength={2000}
        value={standard}
        error={send.errors.standard}
        onChange={(event) => setStandard(event.target.value)}
      />
      <SelectField
        label={t('screen.errand.area')}
        placeholder={t('screen.required')}
        value={area}
        error={send.errors.areaCode}
        choices={places.map((one) => ({ value: one.code, label: one.name }))}
        onChange={(event) => setArea(event.target.value)}
      />
      <Field
        label={t('screen.address')}
        maxLength={200}
        value={address}
        error={send.errors.address}
        onChange={(event) => setAddress(event.target.value)}
      />
      <SelectField
        label={t('screen.errand.evidence')}
        value={evidence}
        choices={proofs.map((value) => ({ value, label: t(`screen.errand.proof.${value}`) }))}
        onChange={(event) => setEvidence(proofs.find((one) => one === event.target.value) ?? 'photo')}
      />
      <Field
        label={t('screen.errand.within')}
        type="number"
        min={1}
        max={60}
        value={amount}
        error={send.errors.limit}
        onChange={(event) => setAmount(Math.min(60, Math.max(1, Number(event.target.value))))}
      />
      <SelectField
        label={t('screen.errand.unitOfTime')}
        value={unit}
        choices={units.map((value) => ({ value, label: t(`screen.errand.time.${value}`) }))}
        onChange={(event) => setUnit(units.find((one) => one === event.target.value) ?? 'workDays')}
      />
      <UnitField value={unitId} error={send.errors.unitId} onChange={setUnitId} />
      <OverFill
        matterId={null}
        unitId={unitId || null}
        value={despiteLoad}
        error={send.errors.despiteLoad}
        onChange={setDespiteLoad}
        onAsked={onClose}
      />
    </Sheet>
  )
}
