/** 更正 What the register says of somebody, put right: only what changes is written, with the reason; the same on a phone and at a desk. */
import { Field, Notice, SelectField, TextField, toast, useSend, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { type Person, people, type Residence, residences } from '../../contract.ts'

const texts = ['fullName', 'identityNumber', 'phone', 'address', 'hukouAddress', 'emergencyContact'] as const
type Said = Partial<Record<(typeof texts)[number] | 'areaCode', string>> & { residence?: Residence }

/** Draws an area to choose where the board has one. */
export type DrawArea = (of: {
  readonly label: string
  readonly value: string
  readonly error?: string | undefined
  readonly onChange: (code: string) => void
}) => ReactNode

export const useCorrection = (person: Person, then: () => void, drawArea?: DrawArea) => {
  const t = useWords()
  const [said, setSaid] = useState<Said>({})
  const [reason, setReason] = useState('')
  const send = useSend(people, 'update', {
    then: () => {
      toast(t('screen.correct.done'), 'good')
      setSaid({})
      setReason('')
      then()
    },
  })
  const changes = Object.fromEntries(
    Object.entries(said)
      .map(([field, value]) => [field, value?.trim()])
      .filter(([, value]) => value),
  )
  const isReady = Object.keys(changes).length > 0 && reason.trim().length >= 2
  const now: Record<string, string | null> = {
    fullName: person.displayName,
    identityNumber: person.maskedIdentityNumber,
    phone: person.maskedPhone,
  }
  return {
    isReady,
    isSending: send.isSending,
    send: () => send.now({ params: { id: person.id }, body: { ...changes, reason: reason.trim() } }),
    fields: (
      <>
        <Notice>{t('screen.correct.what')}</Notice>
        {texts.map((field) => (
          <Field
            key={field}
            label={t(`screen.field.${field}`)}
            {...(now[field] ? { hint: t('screen.correct.now', { value: now[field] }) } : {})}
            autoComplete="off"
            isOptional
            value={said[field] ?? ''}
            error={send.errors[field]}
            onChange={(event) => setSaid({ ...said, [field]: event.target.value })}
          />
        ))}
        {drawArea?.({
          label: t('screen.field.areaCode'),
          value: said.areaCode ?? person.areaCode ?? '',
          error: send.errors.areaCode,
          onChange: (areaCode) => setSaid({ ...said, areaCode: areaCode === person.areaCode ? '' : areaCode }),
        })}
        <SelectField
          label={t('screen.residence.title')}
          value={said.residence ?? person.residence}
          choices={residences.map((value) => ({ value, label: t(`screen.residence.${value}`) }))}
          onChange={(event) => {
            const residence = residences.find((one) => one === event.target.value)
            const { residence: _, ...others } = said
            setSaid(residence && residence !== person.residence ? { ...others, residence } : others)
          }}
        />
        <TextField
          label={t('screen.correct.reason')}
          hint={t('screen.correct.reasonHint')}
          value={reason}
          maxLength={200}
          error={send.errors.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </>
    ),
  }
}
