/** 迁出 · 去世 Asked before it is written: since when, where to, and what ends with it; the same on a phone and at a desk. */
import { Field, Notice, SelectField, toast, todayOn, useArea, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type Person, people } from '../../contract.ts'
import type { DrawArea } from './correction.tsx'

const lists = [
  [people, 'listPersons'],
  [people, 'listUnregistered'],
  [people, 'listExceptions'],
] as const

export type Leaving = 'movedAway' | 'dead'

/** `isGone`: the page is left with it, since whoever moved on may be out of the reader's reach and is not asked for again. */
export const useLeaving = (
  person: Person,
  finding: Leaving,
  then: () => void,
  { drawArea, isGone = false }: { readonly drawArea?: DrawArea; readonly isGone?: boolean } = {},
) => {
  const t = useWords()
  const { areas } = useArea()
  const [on, setOn] = useState(todayOn())
  const [toArea, setToArea] = useState('')
  const send = useSend(people, 'check', {
    ...(isGone ? { stale: lists } : {}),
    then: () => {
      toast(t('screen.check.done'), 'good')
      then()
    },
  })
  const whither = { label: t('screen.leave.toArea'), value: toArea, error: send.errors.toArea, onChange: setToArea }
  return {
    isSending: send.isSending,
    isReady: on !== '',
    send: () =>
      send.now({
        params: { id: person.id },
        body: { finding, on, ...(finding === 'movedAway' && toArea ? { toArea } : {}) },
      }),
    fields: (
      <>
        <Notice tone="soon">{t(`screen.leave.${finding}`, { name: person.displayName })}</Notice>
        <Field
          label={t(`screen.leave.on.${finding}`)}
          type="date"
          max={todayOn()}
          value={on}
          error={send.errors.on}
          onChange={(event) => setOn(event.target.value)}
        />
        {finding === 'movedAway' &&
          (drawArea?.(whither) ?? (
            <SelectField
              label={whither.label}
              value={toArea}
              error={whither.error}
              choices={[
                { value: '', label: t('screen.leave.outside') },
                ...areas
                  .filter(({ code }) => !code.endsWith('000'))
                  .map(({ code, name }) => ({ value: code, label: name })),
              ]}
              onChange={(event) => setToArea(event.target.value)}
            />
          ))}
      </>
    ),
  }
}
