/** 上报: photo, place, a few words, sent. What is typed stays on this phone until it has arrived. */
import { useLooks } from '@liren/files/web/photo-facts.ts'
import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import {
  Button,
  Field,
  Icon,
  Link,
  Page,
  Slot,
  Switch,
  sendSoon,
  TextField,
  toastProblem,
  useArea,
  useDraft,
  useGo,
  useSession,
  useSignInLink,
  useWords,
  VoiceButton,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { PhotoPlace } from '../parts/photo-place.tsx'
import { PlaceField } from '../parts/place-field.tsx'
import { bodyOf, emptyReport, type Missing, missingIn, type ReportForm, reportDraft } from '../parts/report-form.ts'
import { SafetyAdvice } from '../parts/safety-advice.tsx'
import type { Spot } from '../parts/spot.ts'
import { useConsider } from '../parts/use-consider.ts'
import type { KeptReport } from '../send-report.ts'
import '../parts/cases.css'

export default function ReportPage() {
  const t = useWords()
  const go = useGo()
  const signIn = useSignInLink()
  const isGuest = useSession().kind === 'guest'
  const draft = useDraft<ReportForm>(reportDraft, emptyReport)
  const { code: looking } = useArea()
  const [wrong, setWrong] = useState<Missing | null>(null)
  const [isSending, setSending] = useState(false)
  const [seen, setSeen] = useState<number | null>(null)
  const form = draft.value
  const { advice, categories } = useConsider(form.text, form.spot?.areaCode ?? looking)
  const looks = useLooks(form.photos)
  const missing = missingIn(form, isGuest)
  useEffect(() => {
    // Without a network these could not be fetched when they are needed.
    void Promise.allSettled([import('./receipt-page.tsx'), import('../send-report.ts')])
  }, [])
  useEffect(() => {
    if (wrong) document.querySelector('main .field-error')?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }, [wrong])
  const change = (part: Partial<ReportForm>) => {
    setWrong(null)
    draft.change(part)
  }

  const send = async () => {
    if (missing) return setWrong(missing)
    setSending(true)
    const title = form.text.trim().slice(0, 40) || form.address || t('screen.report.untitled')
    // A guest is known again by nothing else, should the answer be lost on its way.
    const body = {
      ...bodyOf(form, isGuest, new Date()),
      ...(isGuest ? { sendKey: crypto.randomUUID() } : {}),
      ...(seen === null ? {} : { privacyVersion: seen }),
    }
    const kept: KeptReport = { body, photos: form.photos, isByCode: isGuest || body.isAnonymous, form }
    try {
      const id = await sendSoon('cases.report', title, kept)
      await draft.forget()
      go(`/cases/receipts/${id}`, { replace: true })
    } catch (thrown) {
      // The browser keeps nothing (its storage is full or closed): what was typed is still here.
      setSending(false)
      toastProblem(thrown)
    }
  }

  return (
    <Page
      title={t('nav.report')}
      back={false}
      action={
        <Button tone="main" isWide isBusy={isSending} disabled={!draft.isReady} onClick={() => void send()}>
          {t('screen.report.send')}
        </Button>
      }
    >
      <PhotoPicker label={t('screen.report.photos')} value={form.photos} onChange={(photos) => change({ photos })} />
      <div className="said">
        <TextField
          label={t('screen.report.text')}
          rows={3}
          maxLength={2000}
          placeholder={t('screen.report.example')}
          value={form.text}
          error={wrong === 'said' ? t('screen.report.wrong.said') : undefined}
          onChange={(event) => change({ text: event.target.value })}
        />
        <VoiceButton onSaid={(words) => change({ text: `${form.text}${words}` })} />
      </div>
      <SafetyAdvice of={advice} />
      {categories.length > 0 && (
        <fieldset className="guesses">
          <legend>{t('screen.report.category')}</legend>
          {categories.map(({ code, name }) => (
            <button
              key={code}
              type="button"
              className="guess"
              aria-pressed={form.categoryCode === code}
              onClick={() => change({ categoryCode: form.categoryCode === code ? null : code })}
            >
              {form.categoryCode === code && <Icon name="check" size={18} />}
              {name}
            </button>
          ))}
        </fieldset>
      )}
      <PhotoPlace photos={form.photos} spot={form.spot} onTake={(spot) => change({ spot, address: spot.words })} />
      <PlaceField
        isReady={draft.isReady}
        value={{ spot: form.spot, address: form.address }}
        onChange={({ spot, address }) => change({ spot, address })}
        error={wrong === 'place' ? t('screen.report.wrong.place') : undefined}
      />
      <Slot
        name="report:hints"
        of={{
          text: form.text,
          place:
            form.spot && form.spot.lon !== null && form.spot.lat !== null
              ? { lon: form.spot.lon, lat: form.spot.lat }
              : null,
          areaCode: form.spot?.areaCode ?? null,
          hasPhoto: form.photos.length > 0,
          looks,
          takePlace: ({ words, ...at }: Omit<Spot, 'accuracyMetres'>) =>
            change({ spot: { ...at, words, accuracyMetres: null }, address: words }),
        }}
      />
      {isGuest && (
        <div className="guest-contact">
          <Field
            label={t('screen.report.phone')}
            hint={t('screen.report.phoneHint')}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={20}
            value={form.phone}
            error={wrong === 'phone' ? t('screen.report.wrong.phone') : undefined}
            onChange={(event) => change({ phone: event.target.value })}
          />
          <p className="field-hint">
            {t('screen.report.guest')} {signIn && <Link to={signIn}>{t('screen.report.signIn')}</Link>}
          </p>
        </div>
      )}
      <Slot name="privacy:notice" of={{ occasion: 'report', onShown: setSeen }} />
      <div className="report-switches">
        <Switch
          label={t('screen.report.public')}
          hint={t(form.isPublic ? 'screen.report.publicHint' : 'screen.report.privateHint')}
          value={form.isPublic}
          onChange={(isPublic) => change({ isPublic })}
        />
        {!isGuest && (
          <Switch
            label={t('screen.report.anonymous')}
            hint={t(form.isAnonymous ? 'screen.report.anonymousHint' : 'screen.report.namedHint')}
            value={form.isAnonymous}
            onChange={(isAnonymous) => change({ isAnonymous })}
          />
        )}
      </div>
      {(form.text !== '' || form.photos.length > 0) && (
        <p className="draft-kept">
          <Icon name={draft.isKept ? 'check' : 'clock'} size={18} />
          <span>{t(draft.isKept ? 'screen.report.kept' : 'screen.report.keeping')}</span>
          <Button tone="quiet" onClick={() => void draft.forget()}>
            {t('screen.report.startAgain')}
          </Button>
        </p>
      )}
    </Page>
  )
}
