/** Before keys change or data leave, people prove themselves again, on a small sheet over whatever they were doing. */
import { Button, Field, type ProofAsked, Sheet, Skeleton, useAsk, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import { CodeField } from './code-field.tsx'
import { Form } from './form.tsx'

type Way = 'password' | 'phone'

export default function ProofSheet({ of: { onProved, onClose } }: { of: ProofAsked }) {
  const t = useWords()
  const { data: me } = useAsk(identity, 'me')
  const [chosen, setChosen] = useState<Way | null>(null)
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [sent, setSent] = useState({ phone: '', code: '' })
  const prove = useSend(identity, 'proveAgain', { stale: [], then: onProved })
  // Whoever registered with a phone has neither password nor authenticator: the phone is how they are known.
  const way = chosen ?? (me && !me.hasPassword && !me.hasTotp ? 'phone' : 'password')
  const isReady = way === 'phone' ? sent.code.length === 6 : password !== '' || totp.length === 6
  const body = way === 'phone' ? { phoneCode: sent.code } : password ? { password } : { totp }
  return (
    <Sheet isOpen onClose={onClose} title={t('screen.proveTitle')}>
      {me ? (
        <Form onSend={() => prove.now({ body })}>
          <p>{way === 'phone' ? t('screen.proveWhyPhone', { phone: me.phoneMasked ?? '' }) : t('screen.proveWhy')}</p>
          {way === 'phone' ? (
            <CodeField
              purpose="prove"
              {...sent}
              errors={prove.errors}
              onChange={(change) => setSent((before) => ({ ...before, ...change }))}
            />
          ) : (
            <>
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
            </>
          )}
          <Button type="submit" tone="main" isWide isBusy={prove.isSending} disabled={!isReady}>
            {t('screen.prove')}
          </Button>
          {me.phoneMasked !== null && (
            <Button tone="quiet" isWide onClick={() => setChosen(way === 'phone' ? 'password' : 'phone')}>
              {t(way === 'phone' ? 'screen.proveByPassword' : 'screen.proveByPhone', { phone: me.phoneMasked })}
            </Button>
          )}
        </Form>
      ) : (
        <Skeleton rows={3} />
      )}
    </Sheet>
  )
}
