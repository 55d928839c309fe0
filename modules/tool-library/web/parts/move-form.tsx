/** What is asked on the way from one state to the next: drawn by forms, nothing prefilled, nothing kept until it is sent. */
import type { FormDefinition } from '@liren/forms/contract'
import { useFilling } from '@liren/forms/web/filling'
import { FormView } from '@liren/forms/web/form-view'
import { todayOn } from '@liren/web'
import { useState } from 'react'

const nothing = { answers: {}, confirmed: [], reasons: {}, refused: [], materials: {} } as const

export const useMoveForm = (
  definition: FormDefinition | undefined,
  first: Readonly<Record<string, unknown>> = nothing.answers,
) => {
  const [filled, onChange] = useState<Parameters<typeof useFilling>[0]['filled']>({ ...nothing, answers: first })
  const filling = useFilling({
    definition: definition ?? { code: 'none', title: '', audience: 'staff', fields: [] },
    filled,
    offers: {},
    held: [],
    today: todayOn(),
    channel: 'online',
    onChange,
  })
  return { filling, answers: filling.accepted.values, isWhole: filling.accepted.faults.length === 0 }
}

export const MoveForm = ({
  definition,
  filling,
  isTried,
}: {
  definition: FormDefinition
  filling: ReturnType<typeof useFilling>
  isTried: boolean
}) => (
  <FormView
    fields={definition.fields}
    groups={[{ fields: definition.fields.map(({ key }) => key) }]}
    filling={filling}
    isTried={isTried}
  />
)
