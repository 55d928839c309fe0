/** On the page of a case on the phone: its ladder, and the call upwards of whoever cannot do it alone. */
import { Button, useMay, useWords } from '@liren/web'
import { useState } from 'react'
import { CallUpSheet } from '../parts/call-up.tsx'
import EffortPart from '../parts/effort.tsx'
import Ladder from '../parts/ladder.tsx'

type Of = { readonly matter: { readonly id: string; readonly title: string; readonly phase: string } }

export default function CaseMain({ of }: { of: Of }) {
  const t = useWords('command')
  const may = useMay()
  const [isCalling, setCalling] = useState(false)
  const { id, title, phase } = of.matter
  return (
    <>
      <Ladder of={of} />
      {phase !== 'done' && may('call.raise') && (
        <Button icon="forward" onClick={() => setCalling(true)}>
          {t('screen.callUp')}
        </Button>
      )}
      <EffortPart of={{ kind: 'case', id }} />
      {isCalling && <CallUpSheet about={{ id, title }} onClose={() => setCalling(false)} />}
    </>
  )
}
