/** After a merge: whoever works on either case may say that they are two; the reporters have their own place for it. */
import { Button, Section, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { triage } from '../../contract.ts'

type Step = { readonly move: string }
export type Merged = {
  readonly matter: {
    readonly id: string
    readonly state: string
    readonly mayAs: readonly string[]
    readonly steps: readonly Step[]
  }
}

/** Merged into another, or taken another in. */
export const isTouched = ({ matter }: Merged) =>
  matter.state === 'merged' || matter.steps.some(({ move }) => move === 'mergedIn')

export const Objection = ({ id }: { id: string }) => {
  const t = useWords('triage')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const then = () => {
    toast(t('screen.objected'), 'good')
    setOpen(false)
    setText('')
  }
  const send = useSend(triage, 'object', { stale: [], then })
  return (
    <Section title={t('screen.notTheSame')}>
      <p className="field-hint">{t('screen.notTheSameHint')}</p>
      {!isOpen && <Button onClick={() => setOpen(true)}>{t('screen.objectIt')}</Button>}
      {isOpen && (
        <>
          <TextField
            label={t('screen.whatDiffers')}
            rows={3}
            maxLength={400}
            value={text}
            error={send.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            tone="main"
            isWide
            disabled={text.trim().length < 2}
            isBusy={send.isSending}
            onClick={() => send.now({ params: { id }, body: { text: text.trim() } })}
          >
            {t('screen.objectIt')}
          </Button>
        </>
      )}
    </Section>
  )
}

/** On the pages of staff. */
export default function StaffObjection({ of }: { of: Merged }) {
  return isTouched(of) && of.matter.mayAs.some((as) => as !== 'follower') ? <Objection id={of.matter.id} /> : null
}
