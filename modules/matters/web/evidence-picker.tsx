/** Photos a move asks for, taken here and sent with it. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { useWords } from '@liren/web'
import { useState } from 'react'

export const EvidencePicker = ({ onTake }: { onTake: (photos: readonly Picked[]) => void }) => {
  const t = useWords('matters')
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const change = (next: readonly Picked[]) => {
    setPhotos(next)
    onTake(next)
  }
  return <PhotoPicker label={t('screen.photos')} withName value={photos} onChange={change} />
}
