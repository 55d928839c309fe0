/** Reminds of everything late of a unit or in a stage, with the same words: one press instead of fifty. */
import { matters } from '@liren/matters/contract'
import { Button, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { useBoardArea } from './use-board.ts'

type Of = { readonly unitId: string } | { readonly state: string }

export const UrgeSheet = ({ of, name, onClose }: { of: Of; name: string; onClose: () => void }) => {
  const t = useWords('command')
  const { area } = useBoardArea()
  const [text, setText] = useState(t('screen.phrase.remind'))
  const send = useSend(command, 'urgeLate', {
    stale: [[command], [matters]],
    then: ({ reminded, hasMore }) => {
      toast(t(hasMore ? 'screen.urgedMore' : 'screen.urged', { count: reminded }), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.urgeLate', { name })}
      action={
        <Button
          tone="main"
          isWide
          disabled={text.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ body: { ...of, text, ...(area ? { area } : {}) } })}
        >
          {t('screen.act.remind')}
        </Button>
      }
    >
      <p>{t('screen.urgeHint')}</p>
      <TextField
        label={t('screen.words')}
        rows={3}
        maxLength={2000}
        value={text}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}
