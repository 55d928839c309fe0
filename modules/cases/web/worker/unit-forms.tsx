/** Forms of the handling unit: what was done, passed on to a unit below, more time, rest, or back; a supporting unit's result. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { organisation } from '@liren/organisation/contract'
import { Field, TextField, todayOn, useAsk, useMay, useWords } from '@liren/web'
import { needsGround, type Outcome, outcomes, photosDue } from '../../case.ts'
import { Choices, type FormProps, FormSheet, Said, useCaseDraft, usePhrases } from './case-form.tsx'
import { useKeeping } from './kept.ts'
import { UnitSheet } from './unit-sheet.tsx'

export const ReplyForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.reply')
  const draft = useCaseDraft(of, 'reply', {
    outcome: 'fixed' as Outcome,
    text: '',
    ground: '',
    referredTo: '',
    photos: [] as readonly Picked[],
  })
  const { outcome, text, ground, referredTo, photos } = draft.value
  const missing =
    photos.length < photosDue(outcome, of.category?.isMapped ?? false)
      ? 'photo'
      : text.trim() === ''
        ? 'words'
        : needsGround(outcome) && ground.trim() === ''
          ? 'ground'
          : outcome === 'referred' && referredTo.trim() === ''
            ? 'referredTo'
            : null
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={missing === null}
      missing={missing && t(`screen.worker.missing.${missing}`)}
      onClose={onClose}
      onSend={async () => {
        await keep.move('reply', verb, {
          body: {
            outcome,
            text: text.trim(),
            ...(needsGround(outcome) ? { ground: ground.trim() } : {}),
            ...(outcome === 'referred' ? { referredTo: referredTo.trim() } : {}),
          },
          photos: { files: photos },
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      <Choices
        label={t('screen.worker.outcome')}
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
        onChange={(next) => draft.change({ outcome: next })}
      />
      <PhotoPicker
        label={t('part.after')}
        withName
        {...(of.matter.address ? { place: of.matter.address } : {})}
        value={photos}
        onChange={(next) => draft.change({ photos: next })}
      />
      <Said
        label={t('screen.worker.whatWasDone')}
        hint={t('screen.worker.readByReporter')}
        value={text}
        phrases={phrases(`reply.${outcome}`)}
        onChange={(next) => draft.change({ text: next })}
      />
      {needsGround(outcome) && (
        <TextField
          label={t('screen.worker.ground')}
          hint={t('screen.worker.groundHint')}
          rows={2}
          maxLength={400}
          value={ground}
          onChange={(event) => draft.change({ ground: event.target.value })}
        />
      )}
      {outcome === 'referred' && (
        <Field
          label={t('screen.worker.referredTo')}
          maxLength={120}
          value={referredTo}
          onChange={(event) => draft.change({ referredTo: event.target.value })}
        />
      )}
    </FormSheet>
  )
}

/** The units below the one that has it; asked only where passing on is possible at all. */
export const useUnitsBelow = (of: FormProps['of']) => {
  const parent = of.matter.holderUnitId
  const may = useMay()
  // A firm or committee has no offices below it, and no look at those of others.
  const mayForward =
    may('organisation.read') && parent !== null && of.matter.moves.some(({ name }) => name === 'forward')
  const below = useAsk(
    organisation,
    'units',
    { query: { limit: 100, parent: parent ?? 'root' } },
    { enabled: mayForward, staleSeconds: 600, isKept: true },
  )
  return mayForward ? (below.data?.items ?? []) : []
}

export const ForwardForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.forward')
  const units = useUnitsBelow(of)
  const draft = useCaseDraft(of, 'forward', {
    unitId: null as string | null,
    text: '',
    despiteLoad: '',
  })
  const { unitId, text } = draft.value
  return (
    <UnitSheet
      verb={verb}
      unitId={unitId}
      text={text}
      wordsLabel={t('screen.worker.words')}
      caseId={of.matter.id}
      despiteLoad={draft.value.despiteLoad}
      onDespite={(next) => draft.change({ despiteLoad: next })}
      onText={(next) => draft.change({ text: next })}
      onClose={onClose}
      onGive={async (body) => {
        await keep.move('forward', verb, { body, form: draft.value })
        await draft.forget()
      }}
    >
      <Choices
        label={t('screen.worker.toWhom')}
        value={unitId}
        choices={units.map((unit) => ({ value: unit.id, label: unit.shortName || unit.name }))}
        onChange={(next) => draft.change({ unitId: next })}
      />
    </UnitSheet>
  )
}

export const requestKinds = ['delay', 'suspend', 'return'] as const
export type RequestKind = (typeof requestKinds)[number]
const actWord = { delay: 'askDelay', suspend: 'askSuspend', return: 'askReturn' } as const
const returnReasons = ['notOurs', 'unclearOwner', 'wrongAddress', 'wrongCategory', 'duplicate', 'other'] as const

/** An extension may be as long as the time first given, and no longer: a few lengths within it, in its own unit. */
const lengthsFor = (of: FormProps['of']) => {
  const given = of.matter.clocks.find(({ name }) => name === 'handle')?.limit ?? {
    amount: 5,
    unit: 'workDays' as const,
  }
  const within = [1, 2, 3, 5, 10].filter((amount) => amount <= given.amount)
  return { unit: given.unit, amounts: within.length > 0 ? within : [given.amount] }
}

export const RequestForm = ({ of, onClose, kind }: FormProps & { kind: RequestKind }) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t(`matters:act.${actWord[kind]}`)
  const draft = useCaseDraft(of, kind, {
    reason: '',
    reasonCode: null as (typeof returnReasons)[number] | null,
    amount: '',
    reviewOn: '',
    photos: [] as readonly Picked[],
  })
  const { reason, reasonCode, reviewOn, photos } = draft.value
  const lengths = lengthsFor(of)
  const amount = draft.value.amount || String(lengths.amounts[0])
  const missing =
    kind === 'return' && reasonCode === null
      ? 'reasonCode'
      : kind === 'suspend' && reviewOn === ''
        ? 'reviewOn'
        : kind === 'suspend' && photos.length === 0
          ? 'photo'
          : reason.trim() === ''
            ? 'why'
            : null
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={missing === null}
      missing={missing && t(`screen.worker.missing.${missing}`)}
      onClose={onClose}
      onSend={async () => {
        await keep.act('ask', verb, {
          body: {
            kind,
            reason: reason.trim(),
            ...(kind === 'delay' ? { limit: { amount: Number(amount), unit: lengths.unit } } : {}),
            ...(kind === 'suspend' ? { reviewOn } : {}),
            ...(kind === 'return' ? { reasonCode } : {}),
          },
          photos,
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      <p className="field-hint">{t(`screen.worker.request.${kind}`)}</p>
      {kind === 'delay' && (
        <Choices
          label={t('screen.worker.howLong')}
          value={amount}
          choices={lengths.amounts.map((one) => ({
            value: String(one),
            label: t(`matters:limit.${lengths.unit}`, { amount: one }),
          }))}
          onChange={(next) => draft.change({ amount: next })}
        />
      )}
      {kind === 'return' && (
        <Choices
          label={t('screen.worker.reason')}
          value={reasonCode}
          choices={returnReasons.map((value) => ({ value, label: t(`matters:returnReason.${value}`) }))}
          onChange={(next) =>
            draft.change({
              reasonCode: next,
              ...(reason.trim() === '' && next !== 'other' ? { reason: t(`matters:returnReason.${next}`) } : {}),
            })
          }
        />
      )}
      {kind === 'suspend' && (
        <>
          <Field
            label={t('screen.worker.reviewOn')}
            type="date"
            min={todayOn(1)}
            value={reviewOn}
            onChange={(event) => draft.change({ reviewOn: event.target.value })}
          />
          <PhotoPicker
            label={t('screen.worker.proof')}
            value={photos}
            onChange={(next) => draft.change({ photos: next })}
          />
        </>
      )}
      <Said
        label={t('screen.worker.why')}
        value={reason}
        phrases={kind === 'return' ? [] : phrases(kind)}
        onChange={(next) => draft.change({ reason: next })}
      />
    </FormSheet>
  )
}

export const SupportForm = ({ of, onClose, helperId }: FormProps & { helperId: string }) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t('matters:act.finishSupport')
  const helper = of.matter.helpers.find(({ id }) => id === helperId)
  const draft = useCaseDraft(of, 'finishSupport', { result: '', photos: [] as readonly Picked[] })
  const { result, photos } = draft.value
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={result.trim() !== ''}
      missing={t('screen.worker.missing.words')}
      onClose={onClose}
      onSend={async () => {
        await keep.act('finishSupport', verb, {
          targetId: helperId,
          body: { result: result.trim() },
          photos,
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      {helper && (
        <p className="standard">
          <strong>{t('screen.worker.task')}</strong>
          {helper.task}
        </p>
      )}
      <PhotoPicker
        label={t('screen.worker.photoOnSpot')}
        withName
        value={photos}
        onChange={(next) => draft.change({ photos: next })}
      />
      <Said
        label={t('screen.worker.whatWasDone')}
        value={result}
        phrases={phrases('support')}
        onChange={(next) => draft.change({ result: next })}
      />
    </FormSheet>
  )
}
