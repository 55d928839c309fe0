/** Forms of whoever takes reports on, and of the duty leader, when the desk is out of reach: accept, decline, verify, conclude. */
import { Button, Field, SelectField, Switch, useAsk, useWords } from '@liren/web'
import { type DeclineReason, declineReasons } from '../../case.ts'
import { cases } from '../../contract.ts'
import { PlaceField } from '../parts/place-field.tsx'
import { useProposedGrade } from '../parts/proposed-grade.tsx'
import type { Spot } from '../parts/spot.ts'
import { useConsider } from '../parts/use-consider.ts'
import { Choices, type FormProps, FormSheet, Said, useCaseDraft, usePhrases } from './case-form.tsx'
import { useKeeping } from './kept.ts'

const ownerships = ['municipal', 'lane', 'estate', 'unmanagedEstate', 'private', 'institution'] as const

export const AcceptForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.accept')
  const { categories: guesses } = useConsider(of.text, of.matter.areaCode)
  const { data: all } = useAsk(cases, 'categories', { query: { area: of.matter.areaCode } }, { staleSeconds: 3600 })
  const draft = useCaseDraft(of, 'accept', {
    categoryCode: of.category?.code ?? null,
    ownership: of.ownership,
    isPublic: of.matter.isPublic,
    publicTitle: of.matter.publicTitle || of.matter.title,
    spot: null as Spot | null,
    isMoving: false,
  })
  const { categoryCode, ownership, isPublic, publicTitle, spot, isMoving } = draft.value
  const hasTitle = isPublic && of.titleBecause === null
  const { proposed, because } = useProposedGrade(of)
  const known = of.category ? [{ code: of.category.code, name: of.category.name }] : []
  const near = [...known, ...guesses.filter(({ code }) => code !== of.category?.code)]
  const chosen = all?.items.find(({ code }) => code === categoryCode)
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={categoryCode !== null}
      missing={t('screen.worker.missing.category')}
      onClose={onClose}
      onSend={async () => {
        await keep.move('accept', verb, {
          body: {
            categoryCode,
            isPublic,
            ...(hasTitle ? { publicTitle: publicTitle.trim() } : {}),
            ...(ownership ? { ownership } : {}),
            ...(proposed ? { leastGrade: proposed } : {}),
            ...(spot && spot.lon !== null && spot.lat !== null ? { place: { lon: spot.lon, lat: spot.lat } } : {}),
          },
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      {of.text && <p className="case-text">{of.text}</p>}
      {near.length > 0 && (
        <Choices
          label={t('screen.worker.guess')}
          value={categoryCode}
          choices={near.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(next) => draft.change({ categoryCode: next })}
        />
      )}
      <SelectField
        label={t(near.length > 0 ? 'screen.worker.otherCategory' : 'screen.category')}
        placeholder={t('screen.worker.choose')}
        value={categoryCode ?? ''}
        onChange={(event) => draft.change({ categoryCode: event.target.value || null })}
        choices={(all?.items ?? []).map(({ code, name, path }) => ({
          value: code,
          label: [...path.slice(-1), name].join(' · '),
        }))}
      />
      {chosen && <p className="field-hint">{[...chosen.path, chosen.name].join(' › ')}</p>}
      {because}
      <SelectField
        label={t('screen.worker.ownership')}
        isOptional
        placeholder={t('screen.desk.notSaid')}
        value={ownership ?? ''}
        choices={ownerships.map((value) => ({ value, label: t(`ownership.${value}`) }))}
        onChange={(event) => draft.change({ ownership: ownerships.find((one) => one === event.target.value) ?? null })}
      />
      {isMoving ? (
        <PlaceField
          value={{ spot, address: '' }}
          isReady={false}
          onChange={(next) => draft.change({ spot: next.spot })}
        />
      ) : (
        <Button icon="pin" onClick={() => draft.change({ isMoving: true })}>
          {t('screen.worker.movePlace')}
        </Button>
      )}
      <Switch
        label={t('screen.desk.isPublic')}
        hint={t('screen.desk.isPublicHint')}
        value={isPublic}
        onChange={(next) => draft.change({ isPublic: next })}
      />
      {hasTitle && (
        <Field
          label={t('screen.publicTitle.label')}
          hint={t('screen.publicTitle.hint')}
          maxLength={60}
          value={publicTitle}
          onChange={(event) => draft.change({ publicTitle: event.target.value })}
        />
      )}
    </FormSheet>
  )
}

export const DeclineForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const move = of.matter.state === 'filing' ? 'declineFiling' : 'decline'
  const verb = t(`process.case-handling.move.${move}`)
  const draft = useCaseDraft(of, move, { reason: null as DeclineReason | null, text: '' })
  const { reason, text } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isGrave
      isReady={reason !== null && text.trim() !== ''}
      missing={t(reason === null ? 'screen.worker.missing.reasonCode' : 'screen.worker.missing.words')}
      onClose={onClose}
      onSend={async () => {
        await keep.move('decline', verb, { move, body: { reason, text: text.trim() }, form: draft.value })
        await draft.forget()
      }}
    >
      <Choices
        label={t('screen.worker.reason')}
        value={reason}
        choices={declineReasons.map((value) => ({ value, label: t(`declineReason.${value}`) }))}
        onChange={(next) => draft.change({ reason: next })}
      />
      <Said
        label={t('screen.worker.toReporter')}
        hint={t('screen.worker.readByReporter')}
        value={text}
        phrases={phrases('decline')}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}

export const AskVerificationForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.askVerification')
  const draft = useCaseDraft(of, 'askVerification', { text: '' })
  const { text } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady
      onClose={onClose}
      onSend={async () => {
        await keep.move('askVerification', verb, {
          body: text.trim() ? { text: text.trim() } : {},
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      <p className="field-hint">{t('screen.worker.verifyHint')}</p>
      <Said
        label={t('screen.worker.words')}
        isOptional
        value={text}
        phrases={phrases('askVerification')}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}

/** Asks the reporter; the case waits for the answer. */
export const QuestionForm = ({ of, onClose, move }: FormProps & { move: 'askReporter' | 'askBeforeTaking' }) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.askReporter')
  const draft = useCaseDraft(of, move, { text: '' })
  const { text } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={text.trim() !== ''}
      missing={text.trim() === '' ? t('screen.worker.missing.words') : null}
      onClose={onClose}
      onSend={async () => {
        await keep.move('askReporter', verb, { move, body: { text: text.trim() }, form: draft.value })
        await draft.forget()
      }}
    >
      <Said
        label={t('screen.worker.whatToAsk')}
        hint={t('screen.worker.readByReporter')}
        value={text}
        phrases={phrases('askReporter')}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}

export const ConcludeForm = ({ of, onClose, decision }: FormProps & { decision: 'close' | 'rework' | 'recheck' }) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t(`process.case-handling.move.${decision}`)
  const isClosing = decision === 'close'
  const draft = useCaseDraft(of, decision, { text: '' })
  const { text } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={isClosing || text.trim() !== ''}
      missing={t('screen.worker.missing.why')}
      onClose={onClose}
      onSend={async () => {
        await keep.move('conclude', verb, {
          body: { decision, ...(text.trim() ? { text: text.trim() } : {}) },
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      {isClosing && of.category?.closingStandard && (
        <p className="standard">
          <strong>{t('screen.worker.closingStandard')}</strong>
          {of.category.closingStandard}
        </p>
      )}
      <Said
        label={t(isClosing ? 'screen.worker.words' : 'screen.worker.whatIsLeft')}
        isOptional={isClosing}
        value={text}
        phrases={phrases(decision)}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}
