/** A phone number and the code sent to it; the button counts down until another code may be asked for. */
import { Button, Field, toast, useSend, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { identity } from '../contract.ts'

type Props = {
  readonly purpose: 'log-in' | 'register' | 'prove'
  readonly phone: string
  readonly code: string
  readonly onChange: (change: { phone?: string; code?: string }) => void
  readonly areaCode?: string
  readonly errors: Readonly<Record<string, string>>
}

const useCountdown = () => {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (left <= 0) return undefined
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, setLeft] as const
}

export const CodeField = ({ purpose, phone, code, areaCode, onChange, errors }: Props) => {
  const t = useWords()
  const [left, setLeft] = useCountdown()
  const asked = useSend(identity, 'askCode', {
    stale: [],
    then: (reply) => {
      setLeft(reply.againAfterSeconds)
      toast(t('screen.codeSent'), 'good')
      // Only a demonstration shows the code instead of sending it.
      if (reply.demoCode) onChange({ code: reply.demoCode })
    },
  })
  return (
    <>
      <Field
        label={t('screen.phone')}
        inputMode="tel"
        autoComplete="tel"
        maxLength={11}
        value={phone}
        error={errors.phone ?? asked.errors.phone}
        onChange={(event) => onChange({ phone: event.target.value.replace(/\D/g, '') })}
      />
      <Button
        isWide
        isBusy={asked.isSending}
        disabled={left > 0 || !/^1[3-9]\d{9}$/.test(phone)}
        onClick={() => asked.now({ body: { phone, purpose, ...(areaCode ? { areaCode } : {}) } })}
      >
        {left > 0 ? t('screen.codeAgain', { seconds: left }) : t('screen.sendCode')}
      </Button>
      <Field
        label={t('screen.code')}
        hint={asked.isDone ? t('screen.codeHint') : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        error={errors.code}
        onChange={(event) => onChange({ code: event.target.value.replace(/\D/g, '') })}
      />
    </>
  )
}
