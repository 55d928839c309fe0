/** The read door on the screen: says that the look will be recorded, asks for purpose and reason, then shows the values. */
import { useMay, useSend, useWords } from '@liren/web'
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type PrivateField, type Purpose, people, privateFields, purposes } from '../../contract.ts'

const guarded: readonly PrivateField[] = ['identityNumber', 'disabilityCertificate']
type Shown = Partial<Record<PrivateField, string | null>>

export const RevealPanel = ({ personId }: { personId: string }) => {
  const t = useWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const [fields, setFields] = useState<PrivateField[]>(['fullName', 'phone'])
  const [purpose, setPurpose] = useState<Purpose>('service')
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<Shown>({})
  const send = useSend(people, 'reveal', {
    stale: [[people, 'listFootprints']],
    then: ({ values }) => {
      setShown({ ...shown, ...Object.fromEntries(values.map(({ field, clearText }) => [field, clearText])) })
      setOpen(false)
      setReason('')
    },
  })
  if (!may('person.reveal')) return null
  // Keys come from our own replies.
  const entries = Object.entries(shown) as [PrivateField, string | null][]
  return (
    <>
      {entries.length > 0 && (
        <dl className="facts">
          {entries.map(([field, value]) => (
            <div key={field}>
              <dt>{t(`screen.field.${field}`)}</dt>
              <dd>{value ?? t('screen.notKept')}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="button-row">
        <Button onClick={() => setOpen(true)}>{t('screen.reveal.open')}</Button>
        {entries.length > 0 && <Button onClick={() => setShown({})}>{t('screen.reveal.hide')}</Button>}
      </div>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        title={t('screen.reveal.title')}
        okText={t('screen.reveal.look')}
        cancelText={t('screen.reveal.leave')}
        confirmLoading={send.isSending}
        okButtonProps={{ disabled: fields.length === 0 || reason.trim().length < 2 }}
        onOk={() => send.now({ params: { id: personId }, body: { fields, purpose, reason } })}
      >
        <Alert type="warning" showIcon title={t('screen.reveal.recorded')} />
        <Form layout="vertical" style={{ marginTop: 16 }}>
          <Form.Item label={t('screen.reveal.fields')}>
            <Checkbox.Group
              value={fields}
              onChange={(chosen) => setFields(privateFields.filter((field) => chosen.includes(field)))}
              options={privateFields
                .filter((field) => !guarded.includes(field) || may('identity-number.reveal'))
                .map((field) => ({ value: field, label: t(`screen.field.${field}`) }))}
            />
          </Form.Item>
          <Form.Item label={t('screen.reveal.purpose')}>
            <Select
              value={purpose}
              onChange={setPurpose}
              aria-label={t('screen.reveal.purpose')}
              options={purposes
                .filter((one) => one !== 'own-request')
                .map((one) => ({ value: one, label: t(`screen.purpose.${one}`) }))}
            />
          </Form.Item>
          <Form.Item
            label={t('screen.reveal.reason')}
            {...(send.errors.reason ? { validateStatus: 'error' as const, help: send.errors.reason } : {})}
          >
            <Input.TextArea
              value={reason}
              maxLength={200}
              rows={2}
              aria-label={t('screen.reveal.reason')}
              placeholder={t('screen.reveal.reasonHint')}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
