/** Starts the calling of a case level by level: why, and from which level. */
import { Button, SelectField, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type Rung, rungs } from '../../linkage.ts'

export const SummonSheet = ({ caseId, onClose }: { caseId: string; onClose: () => void }) => {
  const t = useWords('command')
  const [because, setBecause] = useState('')
  const [from, setFrom] = useState<Rung>('grid')
  const send = useSend(command, 'summon', {
    then: () => {
      toast(t('screen.calledNow'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.summon')}
      action={
        <Button
          tone="main"
          isWide
          disabled={because.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: caseId }, body: { because, ...(from === 'grid' ? {} : { from }) } })}
        >
          {t('screen.summonNow')}
        </Button>
      }
    >
      <p>{t('screen.summonHint')}</p>
      <TextField
        label={t('screen.because')}
        rows={3}
        maxLength={400}
        value={because}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <SelectField
        label={t('screen.callFrom')}
        value={from}
        error={send.errors.from}
        choices={rungs.map((rung) => ({ value: rung, label: t(`screen.rung.${rung}`) }))}
        onChange={(event) => setFrom(rungs.find((rung) => rung === event.target.value) ?? 'grid')}
      />
    </Sheet>
  )
}
