/** A new password: its rules are shown while it is typed, and tick off one by one. */
import { Button, Field, Icon, toast, useSend, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import { type PasswordFault, passwordFaults } from '../password.ts'
import { Form } from './form.tsx'

const rules: readonly PasswordFault[] = ['too-short', 'too-plain', 'has-name', 'common']

/** Each rule with its state in words, not by colour alone. */
export const PasswordRules = ({ password }: { password: string }) => {
  const t = useWords()
  const { name } = useSession()
  const faults = passwordFaults(password, name ? { displayName: name } : {})
  return (
    <ul className="list" aria-label={t('screen.rules')}>
      {rules.map((rule) => {
        const isMet = password !== '' && !faults.includes(rule)
        return (
          <li key={rule}>
            <Icon name={isMet ? 'check' : 'information'} size={18} /> {t(`screen.rule.${rule}`)}
            <span className="only-heard">{t(isMet ? 'screen.met' : 'screen.notMet')}</span>
          </li>
        )
      })}
    </ul>
  )
}

export const NewPasswordForm = ({ hasPassword, onDone }: { hasPassword: boolean; onDone: () => void }) => {
  const t = useWords()
  const [form, setForm] = useState({ oldPassword: '', newPassword: '', again: '' })
  const change = useSend(identity, 'changePassword', {
    stale: [[identity, 'me']],
    then: () => {
      toast(t('screen.passwordChanged'), 'good')
      onDone()
    },
  })
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }))
  const isSame = form.again === form.newPassword
  const { oldPassword, newPassword } = form
  return (
    <Form onSend={() => change.now({ body: { newPassword, ...(hasPassword ? { oldPassword } : {}) } })}>
      {hasPassword && (
        <Field
          label={t('screen.oldPassword')}
          type="password"
          autoComplete="current-password"
          value={oldPassword}
          error={change.errors.oldPassword}
          onChange={(event) => set({ oldPassword: event.target.value })}
        />
      )}
      <Field
        label={t('screen.newPassword')}
        type="password"
        autoComplete="new-password"
        value={newPassword}
        error={change.errors.newPassword}
        onChange={(event) => set({ newPassword: event.target.value })}
      />
      <PasswordRules password={newPassword} />
      <Field
        label={t('screen.newPasswordAgain')}
        type="password"
        autoComplete="new-password"
        value={form.again}
        error={form.again !== '' && !isSame ? t('screen.notSame') : undefined}
        onChange={(event) => set({ again: event.target.value })}
      />
      <Button
        type="submit"
        tone="main"
        isWide
        isBusy={change.isSending}
        disabled={!isSame || passwordFaults(newPassword).length > 0}
      >
        {t('screen.changePassword')}
      </Button>
    </Form>
  )
}
