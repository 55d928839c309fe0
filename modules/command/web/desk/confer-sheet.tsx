/** Asks the people of some units into the room of a case (会商). */
import { matters } from '@liren/matters/contract'
import { Button, Sheet, TextField, toast, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type ChosenUnit, UnitChoice } from '../parts/unit-choice.tsx'

const most = 10

export const ConferSheet = ({ caseId, onClose }: { caseId: string; onClose: () => void }) => {
  const t = useWords('command')
  const [units, setUnits] = useState<readonly ChosenUnit[]>([])
  const [text, setText] = useState('')
  const send = useSend(command, 'confer', {
    stale: [[command], [matters]],
    then: ({ came }) => {
      toast(t('screen.conferred', { count: came }), 'good')
      onClose()
    },
  })
  const add = (unit: ChosenUnit | null) => {
    if (unit && units.length < most && !units.some(({ id }) => id === unit.id)) setUnits([...units, unit])
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.confer')}
      action={
        <Button
          tone="main"
          isWide
          disabled={units.length === 0 || text.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: caseId }, body: { unitIds: units.map(({ id }) => id), text } })}
        >
          {t('screen.conferNow')}
        </Button>
      }
    >
      <p>{t('screen.conferHint')}</p>
      <UnitChoice value="" error={send.errors.unitIds} onChoose={add} />
      <ul className="steer-orders">
        {units.map((unit) => (
          <li key={unit.id}>
            <span>{unit.name}</span>
            <Button tone="quiet" onClick={() => setUnits(units.filter(({ id }) => id !== unit.id))}>
              {t('screen.leaveOut')}
            </Button>
          </li>
        ))}
      </ul>
      <TextField
        label={t('screen.conferAbout')}
        rows={3}
        maxLength={2000}
        value={text}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}
