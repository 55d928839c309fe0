/** The first photo of a case beside its row in a list; a quiet sign where there is none. */
import { Icon } from '@liren/web'
import { useState } from 'react'
import { useCard } from '../parts/card-soon.ts'
import '../parts/cases.css'

export const RowPhoto = ({ url }: { url: string | null | undefined }) => {
  // Without a network there is a photo, but not here.
  const [missing, setMissing] = useState<string | null>(null)
  return url && url !== missing ? (
    <img src={url} alt="" loading="lazy" decoding="async" width={56} height={56} onError={() => setMissing(url)} />
  ) : (
    <span className="no-photo">
      <Icon name={url ? 'camera' : 'document'} />
    </span>
  )
}

export default function RowPhotoOf({ of }: { of: { readonly id: string } }) {
  return <RowPhoto url={useCard(of.id)?.thumbUrl} />
}
