/** Dispatch 派遣 on a phone: the units ranked with their clause, reasons and load; the person decides. */
import { organisation } from '@liren/organisation/contract'
import { Chip, Failed, Field, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { useDeferredValue } from 'react'
import { cases } from '../../contract.ts'
import { Choices, type FormProps, FormSheet, Said, useCaseDraft } from './case-form.tsx'
import { useKeeping } from './kept.ts'
import { UnitSheet } from './unit-sheet.tsx'

type Unit = { readonly id: string; readonly name: string }

/** A unit nobody proposed, found by a part of its name. */
const OtherUnit = ({
  typed,
  onType,
  onChoose,
}: {
  typed: string
  onType: (text: string) => void
  onChoose: (unit: Unit) => void
}) => {
  const t = useWords('cases')
  const wanted = useDeferredValue(typed.trim())
  const found = useAsk(
    organisation,
    'units',
    { query: { q: wanted, limit: 8 } },
    { enabled: wanted.length > 1, staleSeconds: 120 },
  )
  return (
    <>
      <Field
        label={t('screen.desk.otherUnit')}
        hint={t('screen.desk.otherUnitHint')}
        isOptional
        maxLength={40}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
      {wanted.length > 1 && (
        <Choices
          label={t('screen.desk.otherUnit')}
          value={null}
          choices={(found.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.shortName || unit.name }))}
          onChange={(id) => {
            const unit = found.data?.items.find((one) => one.id === id)
            if (unit) onChoose({ id, name: unit.shortName || unit.name })
          }}
        />
      )}
    </>
  )
}

export const DispatchForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const { list } = useTimes()
  const keep = useKeeping(of)
  const isAgain = of.matter.state !== 'dispatching'
  const move = isAgain ? 'redispatch' : 'dispatch'
  const verb = t(`process.case-handling.move.${move}`)
  const asked = useAsk(cases, 'proposals', { params: { id: of.matter.id } })
  const draft = useCaseDraft(of, move, {
    unitId: null as string | null,
    other: null as Unit | null,
    typed: '',
    text: '',
    despiteLoad: '',
  })
  const { other, typed, text } = draft.value
  const ranked = (asked.data?.items ?? []).filter(({ part }) => part === 'lead')
  const best = ranked.find(({ unitId }) => !isAgain || unitId !== of.matter.holderUnitId)
  const unitId = draft.value.unitId ?? best?.unitId ?? null
  return (
    <UnitSheet
      verb={verb}
      unitId={unitId}
      text={text}
      wordsLabel={t('screen.desk.dispatchText')}
      caseId={of.matter.id}
      despiteLoad={draft.value.despiteLoad}
      onDespite={(next) => draft.change({ despiteLoad: next })}
      onText={(next) => draft.change({ text: next })}
      onClose={onClose}
      onGive={async (body) => {
        await keep.move('dispatch', verb, { move, body, form: draft.value })
        await draft.forget()
      }}
    >
      {asked.error && !asked.data ? (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      ) : !asked.data ? (
        <Skeleton rows={3} />
      ) : (
        <fieldset className="proposals-list">
          <legend>{t('screen.worker.toWhich')}</legend>
          {ranked.length === 0 && <p className="field-hint">{t('screen.worker.noProposals')}</p>}
          {ranked.map((one) => (
            <label key={one.unitId} className="proposal-row">
              <input
                type="radio"
                name="unit"
                checked={unitId === one.unitId}
                onChange={() => draft.change({ unitId: one.unitId })}
              />
              <span>
                <b>{one.unitName}</b> {one === best && <Chip tone="main">{t('screen.desk.suggested')}</Chip>}
                <small>{one.clause}</small>
                <small>
                  {[list(one.why), t('screen.desk.load', { count: one.openMatters })].filter(Boolean).join(' · ')}
                </small>
              </span>
            </label>
          ))}
          {other && (
            <label className="proposal-row">
              <input
                type="radio"
                name="unit"
                checked={unitId === other.id}
                onChange={() => draft.change({ unitId: other.id })}
              />
              <span>
                <b>{other.name}</b> <Chip tone="soon">{t('screen.desk.notProposed')}</Chip>
              </span>
            </label>
          )}
        </fieldset>
      )}
      <OtherUnit
        typed={typed}
        onType={(next) => draft.change({ typed: next })}
        onChoose={(unit) => draft.change({ other: unit, unitId: unit.id, typed: '' })}
      />
      {of.category?.callFirst && <p className="field-hint">{t('screen.desk.callFirst')}</p>}
    </UnitSheet>
  )
}

/** What cannot be dispatched as it stands goes back to the duty leader. */
export const SendBackForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.sendBack')
  const draft = useCaseDraft(of, 'sendBack', { text: '' })
  const { text } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={text.trim() !== ''}
      missing={t('screen.worker.missing.why')}
      onClose={onClose}
      onSend={async () => {
        await keep.move('sendBack', verb, { body: { text: text.trim() }, form: draft.value })
        await draft.forget()
      }}
    >
      <Said
        label={t('screen.worker.why')}
        value={text}
        phrases={[]}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}

/** What went by itself comes back, as long as it may: why need not be said. */
export const UndoForwardForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.undoForward')
  const draft = useCaseDraft(of, 'undoForward', { text: '' })
  const { text } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady
      onClose={onClose}
      onSend={async () => {
        await keep.move('undoForward', verb, { body: text.trim() ? { text: text.trim() } : {}, form: draft.value })
        await draft.forget()
      }}
    >
      <p className="field-hint">{t('screen.desk.undoUntil', { at: of.undoUntil ? when(of.undoUntil) : '' })}</p>
      <Said
        label={t('screen.worker.why')}
        isOptional
        value={text}
        phrases={[]}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}
