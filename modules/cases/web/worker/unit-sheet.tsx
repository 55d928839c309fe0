/** The sheet in which a case is given to a unit, dispatched or passed on: the unit above, a word to go with it below. */
import { Slot, useWords } from '@liren/web'
import type { ReactNode } from 'react'
import { FormSheet, Said } from './case-form.tsx'

export const UnitSheet = ({
  verb,
  unitId,
  text,
  wordsLabel,
  caseId,
  despiteLoad,
  onDespite,
  onText,
  onGive,
  onClose,
  children,
}: {
  verb: string
  unitId: string | null
  text: string
  wordsLabel: string
  caseId: string
  /** Why a unit that has had its fill is given it all the same. */
  despiteLoad: string
  onDespite: (why: string) => void
  onText: (text: string) => void
  onGive: (body: {
    readonly unitId: string | null
    readonly text?: string
    readonly despiteLoad?: string
  }) => Promise<unknown>
  onClose: () => void
  children: ReactNode
}) => {
  const t = useWords('cases')
  const said = text.trim()
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={unitId !== null}
      missing={t('screen.worker.missing.unit')}
      onClose={onClose}
      onSend={() =>
        onGive({
          unitId,
          ...(said ? { text: said } : {}),
          ...(despiteLoad.trim() ? { despiteLoad: despiteLoad.trim() } : {}),
        })
      }
    >
      {children}
      <Slot
        name="matters:over-fill"
        of={{ matterId: caseId, unitId, value: despiteLoad, onChange: onDespite, onAsked: onClose }}
      />
      <Said label={wordsLabel} isOptional value={text} phrases={[]} onChange={onText} />
    </FormSheet>
  )
}
