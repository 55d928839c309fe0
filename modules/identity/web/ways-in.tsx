/** The two usual ways in: name and password, or a code to the phone. */
import { Button, Field, Notice, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { identity, type NextStep } from '../contract.ts'
import { CodeField } from './code-field.tsx'
import { Form } from './form.tsx'

type Entered = { readonly onEntered: (next: NextStep | null) => void }

export const PasswordForm = ({ onEntered }: Entered) => {
  const t = useWords()
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const logIn = useSend(identity, 'logIn', { stale: [], isQuiet: true, then: ({ next }) => onEntered(next) })
  return (
    <Form onSend={() => logIn.now({ body: { loginName, password } })}>
      <Field
        label={t('screen.loginName')}
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        value={loginName}
        onChange={(event) => setLoginName(event.target.value.trim())}
      />
      <Field
        label={t('screen.password')}
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button tone="quiet" icon="eye" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? 'screen.hidePassword' : 'screen.showPassword')}
      </Button>
      {logIn.problem && <Notice tone="overdue">{logIn.problem.title}</Notice>}
      <Button type="submit" tone="main" isWide isBusy={logIn.isSending} disabled={!loginName || !password}>
        {t('screen.signIn')}
      </Button>
    </Form>
  )
}

export const CodeForm = ({ onEntered }: Entered) => {
  const t = useWords()
  const [form, setForm] = useState({ phone: '', code: '' })
  const logIn = useSend(identity, 'logInByCode', { stale: [], then: ({ next }) => onEntered(next) })
  return (
    <Form onSend={() => logIn.now({ body: form })}>
      <CodeField
        purpose="log-in"
        {...form}
        errors={logIn.errors}
        onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      />
      <Button type="submit" tone="main" isWide isBusy={logIn.isSending} disabled={form.code.length !== 6}>
        {t('screen.signIn')}
      </Button>
    </Form>
  )
}
