/** Is a decision real and still in force? Anybody with the paper in hand may ask. */
import { Button, Chip, Facts, Field, Notice, Page, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'

export default function VerifyPage() {
  const t = useWords()
  const { day } = useTimes()
  const [filters] = useFilters()
  const [number, setNumber] = useState(filters.number ?? '')
  const [code, setCode] = useState(filters.code ?? '')
  const send = useSend(services, 'verify', { stale: [], isQuiet: true })
  const { reply } = send
  return (
    <Page
      title={t('nav.verify')}
      back="/services"
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!number.trim() || !code.trim()}
          onClick={() => send.now({ body: { number, code } })}
        >
          {t('screen.verifyNow')}
        </Button>
      }
    >
      <p>{t('screen.verifyHint')}</p>
      <Field
        label={t('screen.number')}
        value={number}
        maxLength={40}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Field
        label={t('screen.code')}
        value={code}
        maxLength={20}
        autoCapitalize="characters"
        error={send.errors.code}
        onChange={(event) => setCode(event.target.value)}
      />
      {send.problem && !send.errors.code && <Notice tone="overdue">{send.problem.title}</Notice>}
      {reply && (
        <>
          <p>
            <Chip tone={reply.status === 'valid' ? 'done' : 'overdue'}>{t(`screen.status.${reply.status}`)}</Chip>
          </p>
          <Facts
            of={[
              [t('screen.name'), reply.itemName],
              [t('screen.holder'), reply.holder],
              [t('screen.outcome'), t(`outcome.${reply.outcome}`)],
              [t('screen.issuer'), reply.issuer],
              [t('screen.issuedOn'), day(reply.issuedAt)],
              reply.validUntil !== null && [t('screen.until'), day(reply.validUntil)],
            ]}
          />
        </>
      )}
    </Page>
  )
}
