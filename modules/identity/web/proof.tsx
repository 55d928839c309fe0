/** Before keys change, people prove themselves again: the act waits behind a small sheet and then goes on by itself. */
import { Button, Field, problemOf, Sheet, toastProblem, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import { Form } from './form.tsx'

type Act = () => Promise<unknown>

const ProofSheet = ({ onProved, onClose }: { onProved: () => void; onClose: () => void }) => {
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

/**
 * @example
 * const { act, sheet } = useProof()
 * act(() => ask(identity, 'removeTotp'))
 * return <>{sheet} …</>
 */
export const useProof = () => {
  const [waiting, setWaiting] = useState<Act | null>(null)
  const act = (doIt: Act): Promise<void> =>
    doIt().then(
      () => undefined,
      (thrown: unknown) => {
        if (problemOf(thrown)?.code === 'kernel/stale-proof') setWaiting(() => doIt)
        else toastProblem(thrown)
      },
    )
  const sheet = waiting && (
    <ProofSheet
      onClose={() => setWaiting(null)}
      onProved={() => {
        setWaiting(null)
        void act(waiting)
      }}
    />
  )
  return { act, sheet }
}
