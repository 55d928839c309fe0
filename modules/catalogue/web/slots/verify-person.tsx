/** 核验 On a person's page: is it so? The department that keeps it says yes or no; the value itself is not shown to anybody. */
import { Button, Field, Notice, Section, SelectField, useAsk, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { ValueField } from '../parts/value-field.tsx'

const tones = { yes: 'good', no: 'overdue', unknown: 'soon' } as const

export default function VerifyPerson({ of }: { readonly of: { readonly personId: string } }) {
  const t = useWords('catalogue')
  const may = useMay()('value.verify')
  const fields = useAsk(catalogue, 'listVerifiable', {}, { enabled: may, staleSeconds: 600 })
  const [isOpen, setOpen] = useState(false)
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const send = useSend(catalogue, 'verifyValue', {})
  const some = (fields.data?.items ?? []).filter(({ about }) => about === 'person')
  if (!may || some.length === 0) return null
  const field = some.find((one) => one.key === key)
  const { reply } = send
  return (
    <Section title={t('screen.verify.title')}>
      {!isOpen ? (
        <Button onClick={() => setOpen(true)}>{t('screen.verify.open')}</Button>
      ) : (
        <>
          <p>{t('screen.verify.hint')}</p>
          <SelectField
            label={t('screen.verify.field')}
            placeholder="—"
            value={key}
            error={send.errors.key}
            choices={some.map((one) => ({ value: one.key, label: one.name }))}
            onChange={(event) => {
              setKey(event.target.value)
              setValue('')
            }}
          />
          <ValueField
            label={t('screen.verify.value')}
            field={field}
            value={value}
            error={send.errors.value}
            onChange={setValue}
          />
          <Field
            label={t('screen.verify.reason')}
            hint={t('screen.verify.recorded')}
            value={reason}
            maxLength={200}
            error={send.errors.reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            tone="main"
            isBusy={send.isSending}
            disabled={key === '' || value.trim() === '' || reason.trim().length < 2}
            onClick={() =>
              send.now({
                body: {
                  subjectKind: 'person',
                  subjectId: of.personId,
                  key,
                  value: value.trim(),
                  reason: reason.trim(),
                },
              })
            }
          >
            {t('screen.verify.ask')}
          </Button>
          {reply && (
            <Notice tone={tones[reply.answer]}>
              {t(`screen.verify.${reply.answer}`, { source: reply.source ?? t('screen.verify.nobody') })}
            </Notice>
          )}
        </>
      )}
    </Section>
  )
}
