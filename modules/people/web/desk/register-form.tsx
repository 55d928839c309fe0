/** Entering a person: only what is needed is asked, each fault stands at its field. */
import { toast, useOwnArea, useSend, useWords } from '@liren/web'
import { AreaField, Detail } from '@liren/web/desk'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { documentKinds, people, type Registration, residences } from '../../contract.ts'

const empty: Registration = { fullName: '', documentKind: 'residentId', residence: 'permanent' }
const texts = ['fullName', 'identityNumber', 'phone', 'address', 'hukouAddress'] as const

export const RegisterForm = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = useWords()
  const { code } = useOwnArea()
  const [values, setValues] = useState<Registration>(empty)
  const send = useSend(people, 'register', {
    then: ({ displayName }) => {
      toast(t('screen.register.done', { name: displayName }), 'good')
      setValues(empty)
      onClose()
    },
  })
  const problem = (field: string) =>
    send.errors[field] ? { validateStatus: 'error' as const, help: send.errors[field] } : {}
  const body = () => {
    const filled = Object.fromEntries(
      Object.entries({ areaCode: code ?? undefined, ...values }).filter(([, value]) => value),
    )
    return { ...filled, fullName: values.fullName } satisfies Registration
  }
  return (
    <Detail
      isOpen={isOpen}
      onClose={onClose}
      title={t('screen.register.title')}
      action={
        <Button type="primary" loading={send.isSending} onClick={() => send.now({ body: body() })}>
          {t('screen.register.send')}
        </Button>
      }
    >
      <Alert type="info" showIcon title={t('screen.register.basis')} />
      <Form layout="vertical" style={{ marginTop: 16 }}>
        <Form.Item label={t('screen.field.documentKind')} htmlFor="documentKind">
          <Select
            id="documentKind"
            value={values.documentKind ?? 'residentId'}
            onChange={(documentKind) => setValues({ ...values, documentKind })}
            options={documentKinds.map((value) => ({ value, label: t(`screen.document.${value}`) }))}
          />
        </Form.Item>
        {texts.map((field) => (
          <Form.Item
            key={field}
            label={t(`screen.field.${field}`)}
            htmlFor={field}
            required={field === 'fullName'}
            {...problem(field)}
          >
            <Input
              id={field}
              autoComplete="off"
              value={values[field] ?? ''}
              onChange={(event) => setValues({ ...values, [field]: event.target.value })}
            />
          </Form.Item>
        ))}
        <AreaField
          label={t('screen.field.areaCode')}
          value={values.areaCode ?? code ?? ''}
          error={send.errors.areaCode}
          onChange={(areaCode) => setValues({ ...values, areaCode })}
          hasCells
        />
        <Form.Item label={t('screen.residence.title')} htmlFor="residence">
          <Select
            id="residence"
            value={values.residence ?? 'permanent'}
            onChange={(residence) => setValues({ ...values, residence })}
            options={residences.map((value) => ({ value, label: t(`screen.residence.${value}`) }))}
          />
        </Form.Item>
      </Form>
    </Detail>
  )
}
