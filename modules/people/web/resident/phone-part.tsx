/** A new telephone of one's own: the code sent to it goes in beside it, for reports are found by this number. */
import { identity } from '@liren/identity/contract'
import { Button, Field, toast, useSend, useWords } from '@liren/web'
import { useEffect, useState } from 'react'

type Props = {
  readonly phone: string
  readonly code: string
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (change: { readonly phone?: string; readonly code?: string }) => void
}

export const isMobile = (phone: string) => /^1[3-9]\d{9}$/.test(phone)

export const PhonePart = ({ phone, code, errors, onChange }: Props) => {
  const t = useWords()
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left <= 0) return undefined
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  const asked = useSend(identity, 'askCode', {
    stale: [],
    then: (reply) => {
      setLeft(reply.againAfterSeconds)
      toast(t('screen.me.codeSent'), 'good')
      // Only a demonstration shows the code instead of sending it.
      if (reply.demoCode) onChange({ code: reply.demoCode })
    },
  })
  const digits = (text: string) => text.replace(/\D/g, '')
  return (
    <>
      <Field
        label={t('screen.field.phone')}
        isOptional
        inputMode="tel"
        autoComplete="tel"
        maxLength={11}
        value={phone}
        error={errors.phone ?? asked.errors.phone}
        onChange={(event) => onChange({ phone: digits(event.target.value), code: '' })}
      />
      {phone !== '' && (
        <>
          <Button
            isWide
            isBusy={asked.isSending}
            disabled={left > 0 || !isMobile(phone)}
            onClick={() => asked.now({ body: { phone, purpose: 'prove' } })}
          >
            {left > 0 ? t('screen.me.codeAgain', { seconds: left }) : t('screen.me.sendCode')}
          </Button>
          <Field
            label={t('screen.me.code')}
            hint={t('screen.me.codeWhy')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            error={errors.code}
            onChange={(event) => onChange({ code: digits(event.target.value) })}
          />
        </>
      )}
    </>
  )
}
