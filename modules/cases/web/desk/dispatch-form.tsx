/** Dispatch 派遣: units ranked with their clause, reasons and load; the person decides, adds supporters, sees the deadline. */
import { matters } from '@liren/matters/contract'
import { Button, Chip, Failed, Field, Skeleton, TextField, toast, useAsk, useMay, useSend } from '@liren/web'
import { Button as AntButton, Radio } from 'antd'
import { type CaseView, cases } from '../../contract.ts'
import { useActState, useActText } from './act-draft.tsx'
import { type Limit, useCaseWords } from './case-words.ts'
import { Labelled, UnitSelect } from './choosers.tsx'
import { Foot, LimitField } from './form-parts.tsx'

type Unit = { readonly id: string; readonly name: string }
type Support = Unit & { readonly task: string; readonly limit: Limit | null }

export const DispatchForm = ({ of, onDone, onCancel }: { of: CaseView; onDone: () => void; onCancel: () => void }) => {
  const { d, limit: said, move, list } = useCaseWords()
  const isAgain = of.matter.state !== 'dispatching'
  const asked = useAsk(cases, 'proposals', { params: { id: of.matter.id } })
  const ranked = asked.data?.items ?? []
  const [other, setOther] = useActState<Unit | null>('other', null)
  const [chosen, choose] = useActState<string | null>('chosen', null)
  const best = ranked.find((one) => one.part === 'lead' && (!isAgain || one.unitId !== of.matter.holderUnitId))
  const unitId = chosen ?? best?.unitId ?? null
  const [supporting, setSupporting] = useActState<readonly Support[]>('supporting', [])
  const [limit, setLimit] = useActState<Limit | null>('limit', null)
  const [text, setText] = useActText()
  const [despiteLoad, setDespiteLoad] = useActState('despiteLoad', '')
  const send = useSend(cases, 'dispatch', { stale: [[cases], [matters]], then: onDone })
  const mayExceed = useMay()('load.exceed')
  const askLeader = useSend(matters, 'ask', {
    stale: [[cases], [matters]],
    then: () => {
      toast(d('leaderAsked'), 'good')
      onCancel()
    },
  })
  const isReady = unitId !== null && supporting.every((one) => one.task.trim() !== '')
  const change = (id: string, more: Partial<Support>) =>
    setSupporting(supporting.map((one) => (one.id === id ? { ...one, ...more } : one)))
  const bring = (unit: Unit) => {
    if (unit.id !== unitId && !supporting.some((one) => one.id === unit.id))
      setSupporting([...supporting, { ...unit, task: '', limit: null }])
  }
  const go = () =>
    unitId &&
    send.now({
      params: { id: of.matter.id },
      body: {
        seen: of.matter.seen,
        unitId,
        ...(limit ? { limit } : {}),
        ...(text.trim() ? { text: text.trim() } : {}),
        ...(despiteLoad.trim() ? { despiteLoad: despiteLoad.trim() } : {}),
        ...(supporting.length > 0
          ? {
              supporting: supporting.map((one) => ({
                unitId: one.id,
                task: one.task.trim(),
                ...(one.limit ? { limit: one.limit } : {}),
              })),
            }
          : {}),
      },
    })
  if (asked.error) return <Failed error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton rows={3} />
  const limits = of.category?.limits
  return (
    <>
      {ranked.length === 0 && <p>{d('noProposals')}</p>}
      <Radio.Group
        className="proposals"
        aria-label={d('holder')}
        value={unitId}
        onChange={(event) => choose(String(event.target.value))}
      >
        {ranked.map((one, index) => (
          <div key={`${one.unitId}${one.part}`} className="proposal">
            <Radio value={one.unitId}>
              <b>{one.unitName}</b> {index === 0 && one.part === 'lead' && <Chip tone="main">{d('suggested')}</Chip>}{' '}
              <Chip>{d(`part.${one.part}`)}</Chip>
            </Radio>
            <p className="case-note">
              {one.clause}
              <br />
              {list(one.why)} · {d('load', { count: one.openMatters })}
            </p>
            {one.unitId !== unitId && (
              <AntButton
                size="small"
                type="link"
                disabled={supporting.some((unit) => unit.id === one.unitId)}
                onClick={() => bring({ id: one.unitId, name: one.unitName })}
              >
                {d('asSupport')}
              </AntButton>
            )}
          </div>
        ))}
        {other && !ranked.some((one) => one.unitId === other.id) && (
          <div className="proposal">
            <Radio value={other.id}>
              <b>{other.name}</b> <Chip tone="soon">{d('notProposed')}</Chip>
            </Radio>
          </div>
        )}
      </Radio.Group>
      <Labelled label={d('otherUnit')} hint={d('otherUnitHint')} error={send.errors.unitId}>
        {(id) => (
          <UnitSelect
            id={id}
            label={d('otherUnit')}
            value={other?.id ?? null}
            onChange={(value, name) => {
              setOther(value && name ? { id: value, name } : null)
              choose(value)
            }}
          />
        )}
      </Labelled>
      {supporting.map((one) => (
        <fieldset key={one.id} className="support">
          <legend>{d('supportBy', { unit: one.name })}</legend>
          <Field
            label={d('task')}
            maxLength={400}
            value={one.task}
            onChange={(event) => change(one.id, { task: event.target.value })}
          />
          <LimitField label={d('subLimit')} value={one.limit} onChange={(value) => change(one.id, { limit: value })} />
          <AntButton
            type="link"
            size="small"
            onClick={() => setSupporting(supporting.filter((unit) => unit.id !== one.id))}
          >
            {d('removeSupport')}
          </AntButton>
        </fieldset>
      ))}
      <Labelled label={d('addSupport')}>
        {(id) => (
          <UnitSelect
            id={id}
            label={d('addSupport')}
            value={null}
            onChange={(value, name) => value && name && bring({ id: value, name })}
          />
        )}
      </Labelled>
      <LimitField
        label={d('handleLimit')}
        hint={[
          limits?.handle ? d('byCategory', { limit: said(limits.handle) }) : d('byProcess'),
          limits?.signIn ? d('signInWithin', { limit: said(limits.signIn) }) : '',
        ].join(' ')}
        value={limit}
        onChange={setLimit}
      />
      <TextField
        label={d('dispatchText')}
        isOptional
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {(send.errors.despiteLoad || despiteLoad !== '') && (
        <Field
          label={d('despiteLoad')}
          maxLength={200}
          value={despiteLoad}
          error={mayExceed && despiteLoad !== '' ? undefined : send.errors.despiteLoad}
          onChange={(event) => setDespiteLoad(event.target.value)}
        />
      )}
      {send.errors.despiteLoad && !mayExceed && unitId !== null && (
        <p className="button-row">
          <Button
            disabled={despiteLoad.trim() === ''}
            isBusy={askLeader.isSending}
            onClick={() =>
              askLeader.now({
                params: { id: of.matter.id },
                body: { kind: 'overload', unitId, reason: despiteLoad.trim() },
              })
            }
          >
            {d('askLeader')}
          </Button>
        </p>
      )}
      {of.category?.callFirst && <p className="case-note">{d('callFirst')}</p>}
      <Foot
        verb={move(isAgain ? 'redispatch' : 'dispatch')}
        isBusy={send.isSending}
        isReady={isReady}
        onGo={go}
        onCancel={onCancel}
      />
    </>
  )
}
