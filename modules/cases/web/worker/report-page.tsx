/** A worker reports what was met on the round, or reports and puts it right in one go: before, after, sent. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import {
  arrival,
  Button,
  online,
  Page,
  Segments,
  sendSoon,
  toast,
  toastProblem,
  useArea,
  useDraft,
  useGo,
  useWords,
  VoiceButton,
} from '@liren/web'
import { useState } from 'react'
import { PhotoPlace } from '../parts/photo-place.tsx'
import { PlaceField } from '../parts/place-field.tsx'
import { seenFrom } from '../parts/report-form.ts'
import { SafetyAdvice } from '../parts/safety-advice.tsx'
import type { Spot } from '../parts/spot.ts'
import { useConsider } from '../parts/use-consider.ts'
import { Choices, Said, usePhrases } from './case-form.tsx'
import { reportDraft } from './kept.ts'
import type { KeptSettled } from './send-settled.ts'
import '../parts/cases.css'
import './worker.css'

type Form = {
  readonly isFixed: boolean
  readonly text: string
  readonly before: readonly Picked[]
  readonly after: readonly Picked[]
  readonly spot: Spot | null
  readonly address: string
  readonly categoryCode: string | null
}
const empty: Form = { isFixed: false, text: '', before: [], after: [], spot: null, address: '', categoryCode: null }

const missingIn = ({ isFixed, text, before, after, spot }: Form) => {
  if (isFixed && before.length === 0) return 'before'
  if (isFixed && after.length === 0) return 'after'
  if (text.trim() === '' && before.length === 0) return 'said'
  return spot ? null : 'place'
}

export default function WorkerReportPage() {
  const t = useWords()
  const go = useGo()
  const phrases = usePhrases()
  const draft = useDraft<Form>(reportDraft, empty)
  const { code: looking } = useArea()
  const [isWrong, setWrong] = useState(false)
  const [isSending, setSending] = useState(false)
  const form = draft.value
  const { advice, categories } = useConsider(form.text, form.spot?.areaCode ?? looking)
  const missing = missingIn(form)
  const change = (part: Partial<Form>) => {
    setWrong(false)
    draft.change(part)
  }
  const send = async () => {
    if (missing) return setWrong(true)
    setSending(true)
    const { spot, address, categoryCode, isFixed, before, after } = form
    const said = form.text.trim()
    const kept: KeptSettled = {
      before,
      after: isFixed ? after : [],
      done: isFixed ? said || (phrases('settle')[0] ?? '') : null,
      form,
      body: {
        ...(said ? { text: said } : {}),
        ...(spot && spot.lon !== null && spot.lat !== null ? { place: { lon: spot.lon, lat: spot.lat } } : {}),
        ...(spot?.areaCode ? { areaCode: spot.areaCode } : {}),
        ...(address.trim() ? { address: address.trim() } : {}),
        ...(categoryCode ? { categoryCode } : {}),
        seenAt: seenFrom(before, new Date()).toISOString(),
      },
    }
    let id: string
    try {
      id = await sendSoon('cases.settled', said.slice(0, 40) || address || t('screen.report.untitled'), kept)
      await draft.forget()
    } catch (thrown) {
      // The browser keeps nothing: what was written is still here.
      setSending(false)
      return toastProblem(thrown)
    }
    if (online.get())
      void arrival(id).then(
        () => toast(t(isFixed ? 'screen.worker.settled' : 'screen.worker.reported'), 'good'),
        () => {},
      )
    else toast(t('screen.worker.kept', { verb: t('nav.report') }))
    go('/', { replace: true })
  }
  return (
    <Page
      title={t('nav.report')}
      back={false}
      action={
        <div className="form-action">
          {isWrong && missing && (
            <p className="form-missing" role="alert">
              {t(`screen.worker.missing.${missing}`)}
            </p>
          )}
          <Button tone="main" isWide isBusy={isSending} disabled={!draft.isReady} onClick={() => void send()}>
            {t(form.isFixed ? 'screen.worker.sendFixed' : 'screen.report.send')}
          </Button>
        </div>
      }
    >
      <Segments
        label={t('screen.worker.whichReport')}
        value={form.isFixed ? 'fixed' : 'open'}
        onChange={(value) => change({ isFixed: value === 'fixed' })}
        choices={[
          { value: 'open', label: t('screen.worker.toReport') },
          { value: 'fixed', label: t('screen.worker.fixedOnSpot') },
        ]}
      />
      {form.isFixed && <p className="field-hint">{t('screen.worker.smallWelcome')}</p>}
      <PhotoPicker
        label={t(form.isFixed ? 'part.before' : 'screen.report.photos')}
        withName
        most={form.isFixed ? 4 : 9}
        value={form.before}
        onChange={(before) => change({ before })}
      />
      {form.isFixed && (
        <PhotoPicker
          label={t('part.after')}
          withName
          most={4}
          value={form.after}
          onChange={(after) => change({ after })}
        />
      )}
      <Said
        label={t(form.isFixed ? 'screen.worker.whatWasDone' : 'screen.report.text')}
        isOptional
        value={form.text}
        phrases={form.isFixed ? phrases('settle') : []}
        onChange={(text) => change({ text })}
      >
        <VoiceButton onSaid={(words) => change({ text: `${form.text}${words}` })} />
      </Said>
      <SafetyAdvice of={advice} />
      {categories.length > 0 && (
        <Choices
          label={t('screen.report.category')}
          value={form.categoryCode}
          choices={categories.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code) => change({ categoryCode: code === form.categoryCode ? null : code })}
        />
      )}
      <PhotoPlace photos={form.before} spot={form.spot} onTake={(spot) => change({ spot, address: spot.words })} />
      <PlaceField
        isReady={draft.isReady}
        value={{ spot: form.spot, address: form.address }}
        onChange={({ spot, address }) => change({ spot, address })}
        error={isWrong && missing === 'place' ? t('screen.worker.missing.place') : undefined}
      />
    </Page>
  )
}
