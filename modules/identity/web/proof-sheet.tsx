/** Before keys change or data leave, people prove themselves again, on a small sheet over whatever they were doing. */
import { Button, Field, type ProofAsked, Sheet, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import { Form } from './form.tsx'

export default function ProofSheet({ of: { onProved, onClose } }: { of: ProofAsked }) {
  const t = useWords()
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const prove = useSend(identity, 'proveAgain', { stale: [], then: onProved })
  const isReady = password !== '' || totp.length === 6
  return (
    <Sheet isOpen onClose={onClose} title={t('screen.proveTitle')}>
      <Form onSend={() => prove.now({ body: password ? { password } : { totp } })}>
        <p>{t('screen.proveWhy')}</p>
        <Field
          label={t('screen.password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Field
          label={t('screen.secondFactor')}
          isOptional
          inputMode="numeric"
          maxLength={6}
          value={totp}
          onChange={(event) => setTotp(event.target.value.replace(/\D/g, ''))}
        />
        <Button type="submit" tone="main" isWide isBusy={prove.isSending} disabled={!isReady}>
          {t('screen.prove')}
        </Button>
      </Form>
    </Sheet>
  )
}
