/** The ways in of one account: password, second factor, passkeys, linked outside accounts. */
import { ask, Button, Icon, Row, refresh, Section, Sheet, toast, useProof, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { identity, type MyAccount } from '../contract.ts'
import { NewPasswordForm } from './new-password-form.tsx'
import { addPasskey, canPasskey } from './passkey.ts'
import { EnrolTotp } from './steps.tsx'

export const KeysPart = ({ me }: { me: MyAccount }) => {
  const t = useWords()
  const { since, day } = useTimes()
  const { act, sheet } = useProof()
  const [open, setOpen] = useState<'password' | 'totp' | null>(null)
  const close = () => setOpen(null)
  const again = () => refresh([identity, 'me'])
  const newPasskey = () =>
    act(async () => {
      await addPasskey(/Android|iPhone|HarmonyOS/.exec(globalThis.navigator.userAgent)?.[0] ?? t('screen.thisDevice'))
      toast(t('screen.passkeyAdded'), 'good')
      await again()
    })
  const without = (doIt: () => Promise<unknown>) => () => void act(async () => doIt().then(again))
  return (
    <Section title={t('screen.keys')}>
      {sheet}
      <ul className="list">
        <li>
          <Row
            title={t('screen.password')}
            note={t(me.hasPassword ? 'screen.isSet' : 'screen.notSet')}
            after={
              <Button onClick={() => setOpen('password')}>{t(me.hasPassword ? 'screen.change' : 'screen.set')}</Button>
            }
          />
        </li>
        <li>
          <Row
            title={t('screen.authenticator')}
            note={t(me.hasTotp ? 'screen.isSet' : 'screen.authenticatorWhy')}
            after={
              me.hasTotp ? (
                <Button onClick={without(() => ask(identity, 'removeTotp'))}>{t('screen.remove')}</Button>
              ) : (
                <Button onClick={() => setOpen('totp')}>{t('screen.set')}</Button>
              )
            }
          />
        </li>
        {me.passkeys.map(({ id, label, addedAt, usedAt }) => (
          <li key={id}>
            <Row
              before={<Icon name="key" />}
              title={label}
              note={usedAt ? t('screen.usedAt', { when: since(usedAt) }) : day(addedAt)}
              after={
                <Button onClick={without(() => ask(identity, 'removePasskey', { params: { id } }))}>
                  {t('screen.remove')}
                </Button>
              }
            />
          </li>
        ))}
        {me.providers.map(({ provider, linkedAt }) => (
          <li key={provider}>
            <Row before={<Icon name="link" />} title={provider} note={day(linkedAt)} />
          </li>
        ))}
      </ul>
      {canPasskey() && (
        <Button icon="plus" isWide onClick={() => void newPasskey()}>
          {t('screen.addPasskey')}
        </Button>
      )}
      <Sheet isOpen={open === 'password'} onClose={close} title={t('screen.changePassword')}>
        <NewPasswordForm hasPassword={me.hasPassword} onDone={close} />
      </Sheet>
      <Sheet isOpen={open === 'totp'} onClose={close} title={t('screen.authenticator')}>
        <EnrolTotp onDone={close} />
      </Sheet>
    </Section>
  )
}
