/** Check 核查: somebody who did not handle it says whether it is done, with a photo from the spot. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { sendPhoto } from '@liren/files/web/picked.ts'
import { matters } from '@liren/matters/contract'
import { toastProblem, useSend } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { useActState } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { OneText } from './form-parts.tsx'

export default function CheckForm({
  of,
  isPassed,
  onDone,
  onCancel,
}: {
  of: CaseView
  isPassed: boolean
  onDone: () => void
  onCancel: () => void
}) {
  const { d, move } = useCaseWords()
  const [photos, setPhotos] = useActState<readonly Picked[]>('photos', [])
  const [isSending, setSending] = useState(false)
  const send = useSend(cases, 'check', { stale: [[cases], [matters]], then: onDone })
  const go = async (text: string) => {
    setSending(true)
    try {
      const sent = await Promise.all(photos.map((photo) => sendPhoto(photo)))
      send.now({
        params: { id: of.matter.id },
        body: {
          seen: of.matter.seen,
          isPassed,
          ...(text ? { text } : {}),
          ...(sent.length > 0 ? { files: sent.map((file) => file.id) } : {}),
        },
      })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setSending(false)
    }
  }
  return (
    <OneText
      verb={move(isPassed ? 'pass' : 'fail')}
      label={d(isPassed ? 'note' : 'whatIsMissing')}
      isOptional={isPassed}
      isBusy={isSending || send.isSending}
      error={send.errors.text}
      onCancel={onCancel}
      onGo={(text) => void go(text)}
    >
      <PhotoPicker label={d('checkPhotos')} value={photos} onChange={setPhotos} most={4} error={send.errors.files} />
    </OneText>
  )
}
