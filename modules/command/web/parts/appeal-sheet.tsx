/** An appeal against a score: which cases should not have cost points, and why not. */
import type { Reply, RouteOf } from '@liren/contract'
import { matters } from '@liren/matters/contract'
import { Button, Sheet, Skeleton, Switch, TextField, toast, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'

export type Score = Reply<RouteOf<typeof command, 'scores'>>['items'][number]
/** Published, and the three working days are not over. */
export const mayAppeal = (row: Pick<Score, 'publishedAt' | 'appealUntil'>) =>
  row.publishedAt !== null && row.appealUntil !== null && new Date(row.appealUntil) > new Date()
export const nextMonth = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** The cases that cost points in a part, to choose from. */
const Missed = ({
  of,
  part,
  chosen,
  onChoose,
}: {
  of: Score
  part: Score['parts'][number]
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) => {
  const t = useWords('command')
  const asked = useAsk(command, 'list', {
    query: {
      indicator: part.of,
      // Of a share that should be low, the counted ones cost points.
      part: part.better === 'low' ? 'counted' : 'missed',
      from: `${of.month}-01`,
      until: `${nextMonth(of.month)}-01`,
      limit: 30,
      ...(of.kind === 'unit' ? { lead: of.subject } : { area: of.subject }),
    },
  })
  if (!asked.data) return <Skeleton rows={2} />
  return asked.data.items.map((row) => (
    <Switch
      key={row.id}
      label={row.title}
      hint={`${row.number} · ${t(`indicator.${part.of}.name`)}`}
      value={chosen.includes(row.id)}
      onChange={(isOn) => onChoose(isOn ? [...new Set([...chosen, row.id])] : chosen.filter((id) => id !== row.id))}
    />
  ))
}

export const AppealSheet = ({ of, onClose }: { of: Score; onClose: () => void }) => {
  const t = useWords('command')
  const { month: said } = useTimes()
  const [text, setText] = useState('')
  const [caseIds, setCaseIds] = useState<readonly string[]>([])
  const send = useSend(command, 'appealScore', {
    stale: [[command, 'appeals'], [matters]],
    then: () => {
      toast(t('screen.appealed'), 'good')
      onClose()
    },
  })
  const parts = of.parts.filter(({ cost }) => cost > 0)
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.appealTitle', { name: of.subjectName, month: said(of.month) })}
      action={
        <Button
          tone="main"
          isWide
          disabled={text.trim().length < 2 || caseIds.length === 0}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { text, caseIds: [...caseIds] } })}
        >
          {t('screen.appealSend')}
        </Button>
      }
    >
      <p>{t('screen.appealHint')}</p>
      <TextField
        label={t('screen.appealText')}
        rows={3}
        maxLength={2000}
        value={text}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <fieldset className="appeal-cases">
        <legend>{t('screen.appealCases')}</legend>
        {parts.length === 0 && <p>{t('screen.noMissed')}</p>}
        {parts.map((part) => (
          <Missed key={part.of} of={of} part={part} chosen={caseIds} onChoose={setCaseIds} />
        ))}
        {send.errors.caseIds && (
          <p className="field-error" role="alert">
            {send.errors.caseIds}
          </p>
        )}
      </fieldset>
    </Sheet>
  )
}
