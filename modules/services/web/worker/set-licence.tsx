/** A licence is suspended, revoked or valid again, for a stated reason, by whoever decides on it. */
import { Button, Notice, Section, SelectField, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { LicenceView } from '../../views.ts'

const states = ['valid', 'suspended', 'revoked'] as const

export const SetLicence = ({ of }: { of: LicenceView }) => {
  const t = useWords('services')
  const [status, setStatus] = useState<(typeof states)[number]>('suspended')
  const [reason, setReason] = useState('')
  const send = useSend(services, 'setLicence', {
    stale: [[services, 'licences']],
    then: () => {
      toast(t('screen.licenceSet'), 'good')
      setReason('')
    },
  })
  return (
    <Section title={t('screen.setLicence')}>
      {send.reply && <Notice tone="good">{t(`screen.licence.${send.reply.status}`)}</Notice>}
      <SelectField
        label={t('screen.state')}
        value={status}
        choices={states.map((value) => ({ value, label: t(`screen.licence.${value}`) }))}
        onChange={(event) => setStatus(states.find((one) => one === event.target.value) ?? status)}
      />
      <TextField
        label={t('screen.licenceWhy')}
        value={reason}
        maxLength={300}
        error={send.errors.reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        tone="urgent"
        disabled={reason.trim().length < 2}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id: of.id }, body: { status, reason: reason.trim() } })}
      >
        {t('screen.setLicence')}
      </Button>
    </Section>
  )
}
