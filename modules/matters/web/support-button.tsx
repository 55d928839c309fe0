/** A supporting unit (协办) says what it did; the lead may close a support that never came, with the reason. */
import { Button, toast, useSend, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { ActSheet } from './act-sheet.tsx'

export const SupportButton = ({ of, helper }: { of: MatterView; helper: MatterView['helpers'][number] }) => {
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
  if (helper.doneAt !== null || !of.acts.includes('finishSupport') || (!isOurs && !of.mayAs.includes('holder')))
    return null
  const word = isOurs ? t('act.finishSupport') : t('step.supportOverridden')
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
