/** Forms of whoever goes out there: what was found, whether it is done, put right on the spot. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { Switch, useWords } from '@liren/web'
import { type Finding, findings, photosDue } from '../../case.ts'
import { CasePhotos } from '../parts/case-photos.tsx'
import { Choices, type FormProps, FormSheet, Said, useCaseDraft, usePhrases } from './case-form.tsx'
import { useKeeping } from './kept.ts'

const place = (of: FormProps['of']) => (of.matter.address ? { place: of.matter.address } : {})

export const VerificationForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.answerVerification')
  const draft = useCaseDraft(of, 'answerVerification', {
    finding: 'genuine' as Finding,
    text: '',
    photos: [] as readonly Picked[],
  })
  const { finding, text, photos } = draft.value
  const needsPhoto = finding === 'genuine' || finding === 'handledAlready'
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={!needsPhoto || photos.length > 0}
      missing={t('screen.worker.missing.photo')}
      onClose={onClose}
      onSend={async () => {
        await keep.move('answerVerification', verb, {
          body: { finding, files: [], ...(text.trim() ? { text: text.trim() } : {}) },
          photos: { files: photos },
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      <Choices
        label={t('screen.worker.finding')}
        value={finding}
        choices={findings.map((value) => ({ value, label: t(`finding.${value}`) }))}
        onChange={(next) => draft.change({ finding: next })}
      />
      <PhotoPicker
        label={t('screen.worker.photoOnSpot')}
        withName
        {...place(of)}
        value={photos}
        onChange={(next) => draft.change({ photos: next })}
      />
      <Said
        label={t('screen.worker.words')}
        isOptional
        value={text}
        phrases={phrases(`verify.${finding}`)}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}

export const CheckForm = ({ of, onClose, isPassed }: FormProps & { isPassed: boolean }) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const name = isPassed ? 'pass' : 'fail'
  const verb = t(`process.case-handling.move.${name}`)
  const draft = useCaseDraft(of, name, { text: '', photos: [] as readonly Picked[] })
  const { text, photos } = draft.value
  const needsPhoto = isPassed && photosDue(of.outcome ?? 'fixed', of.category?.isMapped ?? false) > 0
  const isReady = isPassed ? !needsPhoto || photos.length > 0 : text.trim() !== ''
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={isReady}
      missing={t(isPassed ? 'screen.worker.missing.photo' : 'screen.worker.missing.why')}
      isGrave={!isPassed}
      onClose={onClose}
      onSend={async () => {
        await keep.move('check', verb, {
          body: { isPassed, ...(text.trim() ? { text: text.trim() } : {}) },
          photos: { files: photos },
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      {of.category?.closingStandard && (
        <p className="standard">
          <strong>{t('screen.worker.closingStandard')}</strong>
          {of.category.closingStandard}
        </p>
      )}
      <PhotoPicker
        label={t('screen.worker.photoNow')}
        withName
        {...place(of)}
        value={photos}
        onChange={(next) => draft.change({ photos: next })}
      />
      <Said
        label={t(isPassed ? 'screen.worker.words' : 'screen.worker.whatIsLeft')}
        isOptional={isPassed}
        value={text}
        phrases={phrases(name)}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}

export const SettleForm = ({ of, onClose }: FormProps) => {
  const t = useWords('cases')
  const phrases = usePhrases()
  const keep = useKeeping(of)
  const verb = t('process.case-handling.move.settle')
  const reported = of.evidence.filter(({ part, mime }) => part === 'report' && mime.startsWith('image/')).slice(0, 4)
  const draft = useCaseDraft(of, 'settle', {
    text: phrases('settle')[0] ?? '',
    isAsReported: reported.length > 0,
    before: [] as readonly Picked[],
    after: [] as readonly Picked[],
  })
  const { text, before, after } = draft.value
  const isAsReported = draft.value.isAsReported && reported.length > 0
  const isReady = text.trim() !== '' && after.length > 0 && (isAsReported || before.length > 0)
  return (
    <FormSheet
      title={verb}
      verb={verb}
      isReady={isReady}
      missing={t(
        !isAsReported && before.length === 0
          ? 'screen.worker.missing.before'
          : after.length === 0
            ? 'screen.worker.missing.after'
            : 'screen.worker.missing.words',
      )}
      onClose={onClose}
      onSend={async () => {
        await keep.move('settle', verb, {
          body: { text: text.trim(), ...(isAsReported ? { before: reported.map(({ id }) => id) } : {}) },
          photos: { ...(isAsReported ? {} : { before }), after },
          form: draft.value,
        })
        await draft.forget()
      }}
    >
      {reported.length > 0 && (
        <Switch
          label={t('screen.worker.asReported')}
          value={isAsReported}
          onChange={(next) => draft.change({ isAsReported: next })}
        />
      )}
      {isAsReported ? (
        <CasePhotos of={reported} />
      ) : (
        <PhotoPicker
          label={t('part.before')}
          most={4}
          withName
          {...place(of)}
          value={before}
          onChange={(next) => draft.change({ before: next })}
        />
      )}
      <PhotoPicker
        label={t('part.after')}
        most={4}
        withName
        {...place(of)}
        value={after}
        onChange={(next) => draft.change({ after: next })}
      />
      <Said
        label={t('screen.worker.whatWasDone')}
        value={text}
        phrases={phrases('settle')}
        onChange={(next) => draft.change({ text: next })}
      />
    </FormSheet>
  )
}
