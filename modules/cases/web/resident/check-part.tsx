/** While it is checked whoever reported may look themself: it is put right, or it is not and why. */
import { Button, Notice, Section, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { staleCase } from '../parts/use-case.ts'

export const CheckPart = ({ of: { matter } }: { of: CaseView }) => {
  const t = useWords('cases')
  const [isObjecting, setObjecting] = useState(false)
  const [text, setText] = useState('')
  const then = () => {
    toast(t('screen.selfCheck.thanks'), 'good')
    setObjecting(false)
  }
  const send = useSend(cases, 'confirm', { stale: staleCase, then })
  if (!matter.moves.some(({ name }) => name === 'confirm')) return null
  const lastReply = matter.steps.findLast(({ move }) => move === 'reply' || move === 'rework')?.seq ?? 0
  const hasObjected = matter.steps.some(({ move, seq }) => move === 'object' && seq > lastReply)
  const params = { id: matter.id }
  return (
    <Section title={t('screen.selfCheck.title')}>
      <p className="field-hint">{t(hasObjected ? 'screen.selfCheck.objected' : 'screen.selfCheck.hint')}</p>
      <div className="button-row">
        <Button
          tone="main"
          isBusy={send.isSending}
          onClick={() => send.now({ params, body: { seen: matter.seen, isRight: true } })}
        >
          {t('process.case-handling.move.confirm')}
        </Button>
        {!hasObjected && <Button onClick={() => setObjecting(true)}>{t('process.case-handling.move.object')}</Button>}
      </div>
      {isObjecting && (
        <Sheet
          isOpen
          onClose={() => setObjecting(false)}
          title={t('process.case-handling.move.object')}
          action={
            <Button
              tone="main"
              isWide
              disabled={text.trim() === ''}
              isBusy={send.isSending}
              onClick={() => send.now({ params, body: { seen: matter.seen, isRight: false, text: text.trim() } })}
            >
              {t('process.case-handling.move.object')}
            </Button>
          }
        >
          {send.problem && <Notice tone="soon">{send.problem.title}</Notice>}
          <TextField
            label={t('screen.selfCheck.what')}
            rows={3}
            maxLength={2000}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
        </Sheet>
      )}
    </Section>
  )
}
