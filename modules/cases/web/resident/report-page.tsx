/** 上报: photo, place, a few words, sent. What is typed stays on this phone until it has arrived. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import {
  Button,
  Field,
  Icon,
  Link,
  Page,
  Switch,
  sendSoon,
  TextField,
  useDraft,
  useGo,
  useSession,
  useSignInLink,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { plainPhone } from '../../contact.ts'
import { PlaceField } from '../parts/place-field.tsx'
import { SafetyAdvice } from '../parts/safety-advice.tsx'
import type { Spot } from '../parts/spot.ts'
import { useConsider } from '../parts/use-consider.ts'
import { VoiceButton } from '../parts/voice-button.tsx'
import type { KeptReport } from '../send-report.ts'
import '../parts/cases.css'

type Form = {
  readonly text: string
  readonly photos: readonly Picked[]
  readonly spot: Spot | null
  readonly address: string
  readonly categoryCode: string | null
  readonly isPublic: boolean
  readonly isAnonymous: boolean
  readonly phone: string
}

export const reportDraft = 'cases.report'
export const emptyReport: Form = {
  text: '',
  photos: [],
  spot: null,
  address: '',
  categoryCode: null,
  isPublic: true,
  isAnonymous: false,
  phone: '',
}

const reportOf = (form: Form, isGuest: boolean): KeptReport => {
  const { spot } = form
  const isAnonymous = !isGuest && form.isAnonymous
  return {
    photos: form.photos,
    isByCode: isGuest || isAnonymous,
    form,
    body: {
      ...(form.text.trim() ? { text: form.text.trim() } : {}),
      ...(spot && spot.lon !== null && spot.lat !== null
        ? {
            place: {
              lon: spot.lon,
              lat: spot.lat,
              ...(spot.accuracyMetres === null ? {} : { accuracyMetres: spot.accuracyMetres }),
            },
          }
        : {}),
      ...(spot?.areaCode ? { areaCode: spot.areaCode } : {}),
      ...(form.address.trim() ? { address: form.address.trim() } : {}),
      ...(form.categoryCode ? { categoryCode: form.categoryCode } : {}),
      ...(isGuest ? { contact: { phone: form.phone.trim() } } : {}),
      seenAt: new Date().toISOString(),
      isPublic: form.isPublic,
      isAnonymous,
    },
  }
}

type Missing = 'said' | 'place' | 'phone'
const missingIn = (form: Form, isGuest: boolean): Missing | null => {
  if (form.text.trim() === '' && form.photos.length === 0) return 'said'
  if (!form.spot) return 'place'
  if (isGuest && !plainPhone(form.phone)) return 'phone'
  return null
}

export default function ReportPage() {
  const t = useWords()
  const go = useGo()
  const signIn = useSignInLink()
  const isGuest = useSession().kind === 'guest'
  const draft = useDraft<Form>(reportDraft, emptyReport)
  const [wrong, setWrong] = useState<Missing | null>(null)
  const [isSending, setSending] = useState(false)
  const form = draft.value
  const { advice, categories } = useConsider(form.text)
  const missing = missingIn(form, isGuest)
  const change = (part: Partial<Form>) => {
    setWrong(null)
    draft.change(part)
  }

  const send = async () => {
    if (missing) return setWrong(missing)
    setSending(true)
    const title = form.text.trim().slice(0, 40) || form.address || t('screen.report.untitled')
    const id = await sendSoon('cases.report', title, reportOf(form, isGuest))
    await draft.forget()
    go(`/cases/receipts/${id}`, { replace: true })
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
      <PlaceField
        isReady={draft.isReady}
        value={{ spot: form.spot, address: form.address }}
        onChange={({ spot, address }) => change({ spot, address })}
        error={wrong === 'place' ? t('screen.report.wrong.place') : undefined}
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
      {draft.isKept && (form.text !== '' || form.photos.length > 0) && (
        <p className="draft-kept">
          <Icon name="check" size={18} />
          <span>{t('screen.report.kept')}</span>
          <Button tone="quiet" onClick={() => void draft.forget()}>
            {t('screen.report.startAgain')}
          </Button>
        </p>
      )}
    </Page>
  )
}
