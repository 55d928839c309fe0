/** Something is wrong, or somebody is in danger: a few words, and the community takes over. */
import { Button, Notice, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { mutualAid } from '../../contract.ts'

export const DisputeSheet = ({ id, isUrgent, onClose }: { id: string; isUrgent: boolean; onClose: () => void }) => {
  const t = useWords('mutual-aid')
  const [text, setText] = useState('')
  const send = useSend(mutualAid, 'dispute', {
    stale: [[mutualAid]],
    then: ({ number }) => {
      toast(t('screen.disputed', { number }), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(isUrgent ? 'screen.sos' : 'screen.dispute')}
      action={
        <Button
          tone={isUrgent ? 'urgent' : 'main'}
          isWide
          isBusy={send.isSending}
          disabled={text.trim().length < 2}
          onClick={() => send.now({ params: { id }, body: { text: text.trim(), isUrgent } })}
        >
          {t(isUrgent ? 'screen.sos' : 'screen.dispute')}
        </Button>
      }
    >
      <div className="form-stack">
        {isUrgent && <Notice tone="overdue">{t('screen.sosHint')}</Notice>}
        <TextField
          label={t('screen.disputeText')}
          maxLength={500}
          value={text}
          error={send.errors.text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </Sheet>
  )
}
