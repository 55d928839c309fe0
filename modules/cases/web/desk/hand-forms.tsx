/** Handing a case on: to a colleague of the unit that has it or to another unit, and bringing in a supporting unit. */

import { matters } from '@liren/matters/contract'
import { ColleagueField } from '@liren/matters/web/parts/colleague-field.tsx'
import { OverFill } from '@liren/matters/web/parts/over-fill.tsx'
import { useSend } from '@liren/web'
import { type CaseView, cases } from '../../contract.ts'
import { useActState } from './act-draft.tsx'
import { type Limit, useCaseWords } from './case-words.ts'
import { Labelled, UnitSelect } from './choosers.tsx'
import { LimitField, OneText } from './form-parts.tsx'

type Props = { of: CaseView; onDone: () => void; onCancel: () => void }
const stale = [[cases], [matters]] as const

export const AssignForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const [accountId, setAccountId] = useActState('accountId', '')
  const [unitId, setUnitId] = useActState<string | null>('unitId', null)
  const [despiteLoad, setDespiteLoad] = useActState('despiteLoad', '')
  const send = useSend(matters, 'assign', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.assign')}
      label={d('reason')}
      isOptional
      isReady={accountId !== '' || unitId !== null}
      isBusy={send.isSending}
      onCancel={onCancel}
      onGo={(because) =>
        send.now({
          params: { id: of.matter.id },
          body: {
            ...(accountId ? { accountId } : unitId ? { unitId } : {}),
            ...(because ? { because: because.slice(0, 200) } : {}),
            ...(despiteLoad.trim() ? { despiteLoad: despiteLoad.trim() } : {}),
          },
        })
      }
    >
      <ColleagueField of={of.matter} value={accountId} onChange={setAccountId} />
      {accountId === '' && (
        <Labelled label={d('otherUnit')} error={send.errors.unitId}>
          {(id) => <UnitSelect id={id} label={d('otherUnit')} value={unitId} onChange={setUnitId} />}
        </Labelled>
      )}
      <OverFill
        matterId={of.matter.id}
        unitId={unitId}
        value={despiteLoad}
        error={send.errors.despiteLoad}
        onChange={setDespiteLoad}
        onAsked={onCancel}
      />
    </OneText>
  )
}

export const SupportForm = ({ of, onDone, onCancel }: Props) => {
  const { t, d } = useCaseWords()
  const [unitId, setUnitId] = useActState<string | null>('unitId', null)
  const [limit, setLimit] = useActState<Limit | null>('limit', null)
  const send = useSend(matters, 'support', { stale, then: onDone })
  return (
    <OneText
      verb={t('matters:act.support')}
      label={d('task')}
      isReady={unitId !== null}
      isBusy={send.isSending}
      error={send.errors.task}
      onCancel={onCancel}
      onGo={(task) =>
        unitId && send.now({ params: { id: of.matter.id }, body: { unitId, task, ...(limit ? { limit } : {}) } })
      }
    >
      <Labelled label={d('addSupport')} error={send.errors.unitId}>
        {(id) => <UnitSelect id={id} label={d('addSupport')} value={unitId} onChange={setUnitId} />}
      </Labelled>
      <LimitField label={d('subLimit')} value={limit} onChange={setLimit} />
    </OneText>
  )
}
