/** 登记人员 At the door: somebody who is not in the register yet; only what is needed is asked, each fault stands at its field. */
import {
  Button,
  Field,
  Notice,
  Page,
  SelectField,
  toast,
  useArea,
  useGo,
  useOwnArea,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { documentKinds, people, type Registration, residences } from '../../contract.ts'

const texts = ['fullName', 'identityNumber', 'phone', 'address', 'hukouAddress'] as const

export default function RegisterPage() {
  const t = useWords()
  const go = useGo()
  const { areas } = useArea()
  const { code } = useOwnArea()
  const [said, setSaid] = useState<Registration>({ fullName: '', documentKind: 'residentId', residence: 'permanent' })
  const send = useSend(people, 'register', {
    then: ({ id, displayName }) => {
      toast(t('screen.register.done', { name: displayName }), 'good')
      go(`/people/${id}`, { replace: true })
    },
  })
  const own = code?.slice(0, 12)
  // A worker of a street registers into one of its communities; one of a community, into their own.
  const choices = areas.filter(
    (area) => !area.code.endsWith('000') && own !== undefined && area.code.startsWith(own.replace(/(000)+$/, '')),
  )
  const areaCode = said.areaCode ?? (own?.endsWith('000') ? undefined : own)
  const body = () => ({
    ...Object.fromEntries(Object.entries({ ...said, areaCode }).filter(([, value]) => value)),
    fullName: said.fullName,
  })
  return (
    <Page
      title={t('screen.register.title')}
      back="/people"
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={said.fullName.trim() === '' || !areaCode}
          onClick={() => send.now({ body: body() })}
        >
          {t('screen.register.send')}
        </Button>
      }
    >
      <Notice>{t('screen.register.basis')}</Notice>
      <SelectField
        label={t('screen.field.documentKind')}
        value={said.documentKind ?? 'residentId'}
        choices={documentKinds.map((value) => ({ value, label: t(`screen.document.${value}`) }))}
        onChange={(event) => {
          const documentKind = documentKinds.find((one) => one === event.target.value)
          if (documentKind) setSaid({ ...said, documentKind })
        }}
      />
      {texts.map((field) => (
        <Field
          key={field}
          label={t(`screen.field.${field}`)}
          isOptional={field !== 'fullName'}
          autoComplete="off"
          {...(field === 'phone' ? { inputMode: 'tel' as const } : {})}
          value={said[field] ?? ''}
          error={send.errors[field]}
          onChange={(event) => setSaid({ ...said, [field]: event.target.value })}
        />
      ))}
      {choices.length > 1 && (
        <SelectField
          label={t('screen.field.areaCode')}
          value={areaCode ?? ''}
          error={send.errors.areaCode}
          choices={[{ value: '', label: '—' }, ...choices.map((area) => ({ value: area.code, label: area.name }))]}
          onChange={(event) => setSaid({ ...said, areaCode: event.target.value })}
        />
      )}
      <SelectField
        label={t('screen.residence.title')}
        value={said.residence ?? 'permanent'}
        choices={residences.map((value) => ({ value, label: t(`screen.residence.${value}`) }))}
        onChange={(event) => {
          const residence = residences.find((one) => one === event.target.value)
          if (residence) setSaid({ ...said, residence })
        }}
      />
    </Page>
  )
}
