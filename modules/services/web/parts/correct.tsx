/** 补正 What a correction asks for: the fields named are filled in again, papers taken anew, or a word is said. */
import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import { type Picked, sendPhoto } from '@liren/files/web/picked.ts'
import { forms } from '@liren/forms/contract'
import { FillForm } from '@liren/forms/web/fill-form'
import {
  Button,
  Failed,
  Notice,
  Page,
  Section,
  SelectField,
  Skeleton,
  sendSoon,
  TextField,
  toast,
  toastProblem,
  useAsk,
  useFreshIds,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'
import type { KeptCorrection } from '../send-correct.ts'

/** The form once more, with only what was asked for; handed in, it is the correction. */
export const Refill = ({ of, formId, onEnd }: { of: ApplicationView; formId: string; onEnd: () => void }) => {
  const t = useWords('services')
  const { data: form, error, refetch } = useAsk(forms, 'read', { params: { id: formId } })
  const send = useSend(services, 'correct', {
    then: () => {
      toast(t('screen.corrected'), 'good')
      onEnd()
    },
  })
  if (form?.state === 'draft' && !send.problem)
    return (
      <FillForm
        submission={form}
        back={`/services/${of.id}`}
        only={of.gapFields}
        onHandedIn={(done) => (done ? send.now({ params: { id: of.id }, body: { formId } }) : onEnd())}
        hands={{
          later: async (filled, since) => {
            const kept: KeptCorrection = { id: of.id, formId, filled, since }
            await sendSoon('services.correct', of.itemName, kept, { at: `/services/${of.id}` })
          },
        }}
      />
    )
  return (
    <Page title={of.itemName} back={`/services/${of.id}`}>
      {error ? <Failed error={error} again={() => void refetch()} /> : !form && <Skeleton rows={4} />}
      {send.problem && <Notice tone="overdue">{send.problem.title}</Notice>}
      {form && (
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { formId } })}
        >
          {t('screen.sendCorrection')}
        </Button>
      )}
    </Page>
  )
}

export const Correct = ({ of, onRefill }: { of: ApplicationView; onRefill: (formId: string) => void }) => {
  const t = useWords('services')
  const [text, setText] = useState('')
  const [key, setKey] = useState(of.materials[0]?.key ?? '')
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const [isBusy, setBusy] = useState(false)
  const send = useSend(services, 'correct', { then: () => toast(t('screen.corrected'), 'good') })
  const ids = useFreshIds()
  const again = useSend(services, 'refill', { then: ({ formId }) => onRefill(formId), stale: [] })
  const handIn = async () => {
    setBusy(true)
    try {
      const files = (await Promise.all(photos.map((photo) => sendPhoto(photo)))).map(({ id }) => id)
      send.now({
        params: { id: of.id },
        body: {
          ...(text.trim() ? { text: text.trim() } : {}),
          ...(files.length > 0 && key ? { materials: [{ key, source: 'upload' as const, files }] } : {}),
        },
      })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('screen.correct')}>
      {of.gapFields.length > 0 && (
        <>
          <p>{t('screen.refillHint', { n: of.gapFields.length })}</p>
          <Button
            tone="main"
            isWide
            isBusy={again.isSending}
            onClick={() => again.now({ params: { id: of.id }, body: { id: ids.of(of.gapFields.join()) } })}
          >
            {t('screen.refill')}
          </Button>
        </>
      )}
      <TextField
        label={t('screen.correctText')}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      {of.materials.length > 0 && (
        <SelectField
          label={t('screen.correctMaterial')}
          value={key}
          choices={of.materials.map((one) => ({ value: one.key, label: one.name }))}
          onChange={(event) => setKey(event.target.value)}
        />
      )}
      <PhotoPicker label={t('source.upload')} value={photos} onChange={setPhotos} most={6} />
      <Button
        tone={of.gapFields.length > 0 ? 'plain' : 'main'}
        isWide
        disabled={text.trim() === '' && photos.length === 0}
        isBusy={isBusy || send.isSending}
        onClick={() => void handIn()}
      >
        {t('screen.sendCorrection')}
      </Button>
    </Section>
  )
}
