/** Whose report was merged may say that it is something else; the office owes an answer. */
import { Button, Section, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { triage } from '../../contract.ts'

type Of = { readonly matter: { readonly id: string; readonly state: string; readonly mayAs: readonly string[] } }

export default function MergeObjection({ of: { matter } }: { of: Of }) {
  const t = useWords('triage')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const then = () => {
    toast(t('screen.objected'), 'good')
    setOpen(false)
    setText('')
  }
  const send = useSend(triage, 'object', { stale: [], then })
  if (matter.state !== 'merged' || !matter.mayAs.includes('reporter')) return null
  return (
    <Section title={t('screen.notTheSame')}>
      <p className="field-hint">{t('screen.notTheSameHint')}</p>
      {!isOpen && <Button onClick={() => setOpen(true)}>{t('screen.objectIt')}</Button>}
      {isOpen && (
        <>
          <TextField
            label={t('screen.whatDiffers')}
            rows={3}
            maxLength={1000}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            tone="main"
            isWide
            disabled={text.trim() === ''}
            isBusy={send.isSending}
            onClick={() => send.now({ params: { id: matter.id }, body: { text: text.trim() } })}
          >
            {t('screen.objectIt')}
          </Button>
        </>
      )}
    </Section>
  )
}
