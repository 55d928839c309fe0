/** What may still stand between the password and the account: a second factor, enrolling one, a new password. */
import { ask, Button, Field, Notice, Skeleton, useProof, useSend, useWords } from '@liren/web'
import { useEffect, useRef, useState } from 'react'
import { identity, type NextStep } from '../contract.ts'
import { Form } from './form.tsx'
import { NewPasswordForm } from './new-password-form.tsx'

type Step = { readonly onDone: (next: NextStep | null) => void }

const digits = (text: string) => text.replace(/\D/g, '').slice(0, 6)

const SecondFactor = ({ onDone }: Step) => {
  const t = useWords()
  const [code, setCode] = useState('')
  const give = useSend(identity, 'giveSecondFactor', { stale: [], then: ({ next }) => onDone(next) })
  return (
    <Form onSend={() => give.now({ body: { code } })}>
      <p>{t('screen.secondFactorWhy')}</p>
      <Field
        label={t('screen.secondFactor')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={give.errors.code}
        onChange={(event) => setCode(digits(event.target.value))}
      />
      <Button type="submit" tone="main" isWide isBusy={give.isSending} disabled={code.length !== 6}>
        {t('screen.goOn')}
      </Button>
    </Form>
  )
}

/** Shows the secret for the authenticator app once, and asks for its first code. */
export const EnrolTotp = ({ onDone }: { onDone: () => void }) => {
  const t = useWords()
  const [code, setCode] = useState('')
  const [begun, setBegun] = useState<{ readonly secret: string; readonly uri: string } | null>(null)
  const { act, sheet } = useProof()
  const confirm = useSend(identity, 'confirmTotp', { stale: [[identity, 'me']], then: onDone })
  const isAsked = useRef(false)
  const begin = () => act(async () => setBegun(await ask(identity, 'startTotp')))
  useEffect(() => {
    // Every start makes another secret.
    if (!isAsked.current) void begin()
    isAsked.current = true
  })
  if (!begun)
    return (
      <>
        {sheet}
        <Skeleton rows={2} />
        <Button isWide onClick={() => void begin()}>
          {t('screen.enrolStart')}
        </Button>
      </>
    )
  return (
    <Form onSend={() => confirm.now({ body: { code } })}>
      <p>{t('screen.enrolHow')}</p>
      <p>
        <a className="button button-plain button-wide" href={begun.uri}>
          {t('screen.openAuthenticator')}
        </a>
      </p>
      <p>
        {t('screen.enrolSecret')} <code>{begun.secret.replace(/(.{4})/g, '$1 ')}</code>
      </p>
      <Field
        label={t('screen.secondFactor')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={confirm.errors.code}
        onChange={(event) => setCode(digits(event.target.value))}
      />
      <Button type="submit" tone="main" isWide isBusy={confirm.isSending} disabled={code.length !== 6}>
        {t('screen.enrol')}
      </Button>
    </Form>
  )
}

/** The missing step, whichever it is. */
export const MissingStep = ({ step, onDone }: Step & { readonly step: NextStep }) => {
  const t = useWords()
  if (step === 'second-factor') return <SecondFactor onDone={onDone} />
  if (step === 'enrol-second-factor')
    return (
      <>
        <Notice>{t('screen.enrolWhy')}</Notice>
        <EnrolTotp onDone={() => onDone(null)} />
      </>
    )
  return (
    <>
      <Notice>{t('screen.changeWhy')}</Notice>
      <NewPasswordForm hasPassword onDone={() => onDone(null)} />
    </>
  )
}
