/** Photos a move asks for: sent as soon as they are taken, and handed on by their ids. */
import { PhotoPicker, type Picked, sendPhotos } from '@liren/files/web/photo-picker.tsx'
import { type Step, toastProblem, useWords } from '@liren/web'
import { useState } from 'react'

/** Sent at once, not through the outbox: each photo is tried once. */
const atOnce: Step = (_, act) => act()

export const EvidencePicker = ({ onTake }: { onTake: (fileIds: readonly string[]) => void }) => {
  const t = useWords('matters')
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const change = async (next: readonly Picked[]) => {
    setPhotos(next)
    try {
      onTake(next.length === 0 ? [] : await sendPhotos(next, atOnce, { withName: true }))
    } catch (thrown) {
      toastProblem(thrown)
    }
  }
  return <PhotoPicker label={t('screen.photos')} withName value={photos} onChange={(next) => void change(next)} />
}
