/** Slot `matters:unmerge`: takes one of the merged out again, beside its line in the list of what a matter took in. */
import { Button, toast, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../../contract.ts'
import { ActSheet } from '../act-sheet.tsx'

export default function Unmerge({ of }: { of: MatterView['children'][number] }) {
  const t = useWords('matters')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const then = () => {
    toast(t('screen.done'), 'good')
    setOpen(false)
  }
  const send = useSend(matters, 'unmerge', { stale: [[matters]], then })
  if (of.state !== 'merged' || !may('matter.merge')) return null
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>
        {t('act.unmerge')}
      </Button>
      {isOpen && (
        <ActSheet
          title={t('act.unmerge')}
          label={t('screen.reason')}
          text={text}
          error={send.errors.because}
          isBusy={send.isSending}
          onText={setText}
          onGo={() => send.now({ params: { id: of.id }, body: { because: text.trim() } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
