/** A supporting unit (协办) says what it did; the lead may close a support that never came, with the reason. */
import { Button, toast, useSend, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { ActSheet } from './act-sheet.tsx'

type Props = {
  of: MatterView
  helper: MatterView['helpers'][number]
  /** The page has a form of its own for the supporting unit itself. */
  leadOnly?: boolean
}

export const SupportButton = ({ of, helper, leadOnly = false }: Props) => {
  const t = useWords('matters')
  const { grants } = useSession()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const then = () => {
    toast(t('screen.done'), 'good')
    setOpen(false)
  }
  const send = useSend(matters, 'finishSupport', { stale: [[matters]], then })
  const isOurs = grants.some(({ unitId }) => unitId === helper.unitId)
  const isLead = of.mayAs.includes('holder') || of.acts.includes('assign')
  if (helper.doneAt !== null || !of.acts.includes('finishSupport') || (isOurs ? leadOnly : !isLead)) return null
  const word = isOurs ? t('act.finishSupport') : t('screen.closeTheirPart')
  return (
    <>
      <Button onClick={() => setOpen(true)}>{word}</Button>
      {isOpen && (
        <ActSheet
          title={word}
          label={isOurs ? t('screen.whatWasDone') : t('screen.reason')}
          text={text}
          error={send.errors.result}
          isBusy={send.isSending}
          onText={setText}
          onGo={() =>
            send.now({
              params: { id: helper.id },
              body: { result: text.trim(), ...(isOurs ? {} : { isOverride: true }) },
            })
          }
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
