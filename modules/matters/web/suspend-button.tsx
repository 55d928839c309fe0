/** Asks that a matter may rest (挂账): why, proved by a photo, and the day it is looked at again. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { sendPhoto } from '@liren/files/web/picked.ts'
import { Button, Field, toast, toastProblem, todayOn, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { ActSheet } from './act-sheet.tsx'

/** Tomorrow, as a date field writes it: rest ends on a later day than it begins. */
const tomorrow = () => todayOn(1)

export const SuspendButton = ({ of }: { of: MatterView }) => {
  const t = useWords('matters')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [reviewOn, setReviewOn] = useState('')
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const [isSending, setSending] = useState(false)
  const done = () => {
    toast(t('screen.done'), 'good')
    setOpen(false)
  }
  const send = useSend(matters, 'ask', { stale: [[matters]], then: done })
  const go = async () => {
    setSending(true)
    try {
      const files = (await Promise.all(photos.map((photo) => sendPhoto(photo)))).map(({ id }) => id)
      send.now({ params: { id: of.id }, body: { kind: 'suspend', reason: reason.trim(), reviewOn, files } })
    } catch (error) {
      toastProblem(error)
    } finally {
      setSending(false)
    }
  }
  if (!of.acts.includes('askSuspend')) return null
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>
        {t('act.askSuspend')}
      </Button>
      {isOpen && (
        <ActSheet
          title={t('act.askSuspend')}
          label={t('screen.reason')}
          text={reason}
          error={send.errors.reason}
          isReady={reviewOn >= tomorrow() && photos.length > 0}
          isBusy={isSending || send.isSending}
          onText={setReason}
          onGo={() => void go()}
          onClose={() => setOpen(false)}
        >
          <Field
            label={t('screen.reviewOn')}
            type="date"
            min={tomorrow()}
            value={reviewOn}
            error={send.errors.reviewOn}
            onChange={(event) => setReviewOn(event.target.value)}
          />
          <PhotoPicker label={t('screen.proof')} value={photos} onChange={setPhotos} />
        </ActSheet>
      )}
    </>
  )
}
