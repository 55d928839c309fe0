/** 派遣、改派 Sends a case to a unit from whatever row it stands in, without leaving the list. */

import { Failed, Skeleton, useMay, useWords } from '@liren/web'
import { Detail } from '@liren/web/desk'
import { useState } from 'react'
import { caseProcess } from '../../case.ts'
import { DispatchForm } from '../desk/dispatch-form.tsx'
import { useCase } from '../desk/use-case.ts'
import '../desk/desk.css'

type Row = { readonly id: string; readonly module: string; readonly state: string; readonly number: string }

const { dispatch, redispatch } = caseProcess.moves
const from: Readonly<Record<'dispatch' | 'redispatch', readonly string[]>> = {
  dispatch: dispatch.from,
  redispatch: redispatch.from,
}

const Form = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const t = useWords('cases')
  const { data: of, error, refetch } = useCase(id)
  if (error && !of) return <Failed error={error} again={() => void refetch()} />
  if (!of) return <Skeleton rows={5} />
  // Somebody else was quicker, or it is not theirs to send.
  if (!of.matter.moves.some(({ name }) => name === 'dispatch' || name === 'redispatch'))
    return <p>{t('screen.dispatchHere.notNow')}</p>
  return (
    <>
      <p>{of.text || of.matter.title}</p>
      <DispatchForm of={of} onDone={onDone} onCancel={onDone} />
    </>
  )
}

export default function DispatchHere({ of }: { of: Row }) {
  const t = useWords('cases')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const act = (['dispatch', 'redispatch'] as const).find((name) => from[name].includes(of.state))
  if (of.module !== 'cases' || !act || !may('case.dispatch')) return null
  const verb = t(`process.case-handling.move.${act}`)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {verb}
      </button>
      <Detail isOpen={isOpen} onClose={() => setOpen(false)} title={`${verb} ${of.number}`}>
        {isOpen && <Form id={of.id} onDone={() => setOpen(false)} />}
      </Detail>
    </>
  )
}
