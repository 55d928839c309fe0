/** Other ways in: this device's passkey, and accounts people already have elsewhere. */
import { Button, toast, toastProblem, useAsk, useFilters, useRegistry, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { identity, type NextStep } from '../contract.ts'
import { canPasskey, logInByPasskey } from './passkey.ts'
import { boardAddress, safePath } from './way-on.ts'

export const OtherWays = ({ onEntered }: { onEntered: (next: NextStep | null) => void }) => {
  const t = useWords()
  const { board } = useRegistry()
  const [{ next }] = useFilters()
  const [isBusy, setBusy] = useState(false)
  const { data: providers = [] } = useAsk(identity, 'providers', {}, { staleSeconds: 600 })
  const start = useSend(identity, 'startProvider', { stale: [], then: ({ url }) => globalThis.location.assign(url) })
  const returnTo = `${boardAddress[board] ?? '/'}${safePath(next)}`.replace(/\/{2,}/g, '/')
  const byPasskey = async () => {
    setBusy(true)
    try {
      onEntered((await logInByPasskey()).next)
    } catch (thrown) {
      // Closing the device's own dialog is no accident worth an alarm.
      if (thrown instanceof Error && thrown.name === 'NotAllowedError') toast(t('screen.passkeyCancelled'))
      else toastProblem(thrown)
    }
    setBusy(false)
  }
  if (!canPasskey() && providers.length === 0) return null
  return (
    <section aria-label={t('screen.otherWays')}>
      <p className="field-hint">{t('screen.otherWays')}</p>
      {canPasskey() && (
        <Button icon="key" isWide isBusy={isBusy} onClick={() => void byPasskey()}>
          {t('screen.byPasskey')}
        </Button>
      )}
      {providers.map(({ id, title }) => (
        <Button
          key={id}
          icon="link"
          isWide
          isBusy={start.isSending}
          onClick={() => start.now({ params: { provider: id }, body: { returnTo } })}
        >
          {t('screen.byProvider', { title })}
        </Button>
      ))}
    </section>
  )
}
