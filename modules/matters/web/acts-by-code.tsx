/** What whoever came with number and query code may do: add a word, and once it is over say how it was, or have it taken up again. */
import { Button, Section, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { matters } from '../contract.ts'
import { RateForm } from './rate-form.tsx'

type Of = {
  readonly acts: readonly ('rate' | 'reopen')[]
  readonly maySay: boolean
  readonly lowScore: number
  readonly code: { readonly number: string; readonly code: string }
  readonly onDone: () => void
}

export const ActsByCode = ({ acts, maySay, lowScore, code, onDone }: Of) => {
  const t = useWords('matters')
  const [because, setBecause] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const rate = useSend(matters, 'rateByCode', {
    stale: [],
    then: () => {
      toast(t('screen.thanks'), 'good')
      onDone()
    },
  })
  const reopen = useSend(matters, 'reopenByCode', {
    stale: [],
    then: () => {
      toast(t('screen.done'), 'good')
      onDone()
    },
  })
  const say = useSend(matters, 'sayByCode', {
    stale: [],
    then: () => {
      toast(t('screen.done'), 'good')
      setWords('')
      onDone()
    },
  })
  const isOver = acts.length > 0
  return (
    <>
      {maySay && (
        <Section title={t('act.say')}>
          <TextField
            label={t('screen.messageLabel')}
            placeholder={t('screen.messageExample')}
            rows={2}
            maxLength={4000}
            value={words}
            error={say.errors.text}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button
            icon="chat"
            isBusy={say.isSending}
            disabled={words.trim() === ''}
            onClick={() => say.now({ body: { ...code, text: words.trim() } })}
          >
            {t('screen.send')}
          </Button>
        </Section>
      )}
      {isOver && (
        <Section title={t('screen.rateTitle')}>
          <p className="field-hint">{t('screen.byCodeHint')}</p>
          {acts.includes('rate') && (
            <RateForm
              isBusy={rate.isSending}
              lowScore={lowScore}
              onRate={(rated) => rate.now({ body: { ...code, ...rated } })}
            />
          )}
          {acts.includes('reopen') && !isOpen && <Button onClick={() => setOpen(true)}>{t('act.reopen')}</Button>}
          {isOpen && (
            <>
              <TextField
                label={t('screen.reopenWhy')}
                rows={3}
                maxLength={4000}
                value={because}
                error={reopen.errors.because}
                onChange={(event) => setBecause(event.target.value)}
              />
              <Button
                tone="main"
                isWide
                isBusy={reopen.isSending}
                disabled={because.trim() === ''}
                onClick={() => reopen.now({ body: { ...code, because: because.trim() } })}
              >
                {t('act.reopen')}
              </Button>
            </>
          )}
        </Section>
      )}
    </>
  )
}
