/** Asks that a case may rest 挂账: why, proved by a photo of the paper, and the day it is looked at again. Somebody else decides. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { sendPhoto } from '@liren/files/web/picked.ts'
import { matters } from '@liren/matters/contract'
import { Field, toastProblem, todayOn, useSend } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { useActState } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { OneText } from './form-parts.tsx'

export default function RestForm({ of, onDone, onCancel }: { of: CaseView; onDone: () => void; onCancel: () => void }) {
  const { t, d } = useCaseWords()
  const [reviewOn, setReviewOn] = useActState('reviewOn', '')
  const [photos, setPhotos] = useActState<readonly Picked[]>('photos', [])
  const [isSending, setSending] = useState(false)
  const send = useSend(matters, 'ask', { stale: [[cases], [matters]], then: onDone })
  // Rest ends on a later day than it begins.
  const first = todayOn(1)
  const go = async (reason: string) => {
    setSending(true)
    try {
      const files = (await Promise.all(photos.map((photo) => sendPhoto(photo)))).map(({ id }) => id)
      send.now({ params: { id: of.matter.id }, body: { kind: 'suspend', reason, reviewOn, files } })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setSending(false)
    }
  }
  return (
    <OneText
      verb={t('matters:act.askSuspend')}
      label={d('reason')}
      isBusy={isSending || send.isSending}
      isReady={reviewOn >= first && photos.length > 0}
      error={send.errors.reason ?? send.errors.kind}
      warning={t('screen.worker.request.suspend')}
      phrases={t('screen.worker.phrase.suspend').split('|')}
      onCancel={onCancel}
      onGo={(reason) => void go(reason)}
    >
      <Field
        label={t('matters:screen.reviewOn')}
        type="date"
        min={first}
        value={reviewOn}
        error={send.errors.reviewOn}
        onChange={(event) => setReviewOn(event.target.value)}
      />
      <PhotoPicker
        label={t('matters:screen.proof')}
        value={photos}
        onChange={setPhotos}
        most={4}
        error={send.errors.files}
      />
    </OneText>
  )
}
