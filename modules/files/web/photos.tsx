/** Shows files of an object: photos as thumbnails that open in full, sound and film to play, papers to download. */
import { Icon, useTimes, useWords } from '@liren/web'
import { useEffect, useId, useRef, useState } from 'react'
import type { FileView } from '../contract.ts'
import './photos.css'

/** What a reply of any module carries about a file. */
export type Shown = Pick<FileView, 'id' | 'kind' | 'name' | 'url' | 'thumbUrl' | 'takenAt'>

const useAlt = () => {
  const t = useWords('files')
  const { when } = useTimes()
  return (file: Shown, number: number, given?: string) =>
    given ?? (file.takenAt ? t('screen.photoTaken', { at: when(file.takenAt) }) : t('screen.photoNumber', { number }))
}

/** One thumbnail. `alt` says what is to be seen; without it, when it was taken. */
export const Photo = ({
  file,
  alt,
  number = 1,
  onOpen,
}: {
  file: Shown
  alt?: string
  number?: number
  onOpen?: () => void
}) => {
  const t = useWords('files')
  const text = useAlt()(file, number, alt)
  // The address that could not be had: a network that is away, or a link that ran out.
  const [missing, setMissing] = useState<string | null>(null)
  const isMissing = file.thumbUrl !== null && file.thumbUrl === missing
  const picture =
    file.thumbUrl && !isMissing ? (
      <img
        src={file.thumbUrl}
        alt={text}
        loading="lazy"
        decoding="async"
        onError={() => setMissing(file.thumbUrl ?? null)}
      />
    ) : (
      <span className="photo-pending">{t(isMissing ? 'screen.missing' : 'screen.pending')}</span>
    )
  if (!onOpen || !file.url) return <span className="photo-cell">{picture}</span>
  return (
    <button type="button" className="photo-cell" onClick={onOpen} aria-label={t('screen.open', { alt: text })}>
      {picture}
    </button>
  )
}

const Viewer = ({
  photos,
  at,
  onMove,
  onClose,
  alt,
}: {
  photos: readonly Shown[]
  at: number
  onMove: (to: number) => void
  onClose: () => void
  alt: (index: number) => string
}) => {
  const t = useWords('files')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const photo = photos[at]
  const move = (by: number) => onMove((at + by + photos.length) % photos.length)
  return (
    <dialog
      ref={dialog}
      className="photo-viewer"
      aria-label={alt(at)}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') move(-1)
        if (event.key === 'ArrowRight') move(1)
      }}
    >
      {photo?.url && <img src={photo.url} alt={alt(at)} />}
      <button
        type="button"
        className="photo-viewer-close"
        onClick={() => dialog.current?.close()}
        aria-label={t('screen.close')}
      >
        <Icon name="close" />
      </button>
      {photos.length > 1 && (
        <p className="photo-viewer-foot">
          <button type="button" onClick={() => move(-1)} aria-label={t('screen.previous')}>
            <Icon name="back" />
          </button>
          <span>
            {at + 1} / {photos.length}
          </span>
          <button type="button" onClick={() => move(1)} aria-label={t('screen.next')}>
            <Icon name="forward" />
          </button>
        </p>
      )}
    </dialog>
  )
}

const Other = ({ file }: { file: Shown }) => {
  const t = useWords('files')
  const id = useId()
  if (!file.url) return null
  if (file.kind === 'document')
    return (
      <a className="file-link" href={file.url} download={file.name}>
        <Icon name="document" size={20} />
        <span>{t('screen.download', { name: file.name })}</span>
      </a>
    )
  return (
    <figure className="file-player">
      <figcaption id={id}>{file.name}</figcaption>
      {file.kind === 'audio' ? (
        // biome-ignore lint/a11y/useMediaCaption: recorded by people on the spot; there is no text to go with it
        <audio controls preload="none" src={file.url} aria-labelledby={id} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: recorded by people on the spot; there is no text to go with it
        <video controls preload="none" src={file.url} aria-labelledby={id} playsInline />
      )}
    </figure>
  )
}

/**
 * @example
 * <Photos label={t('screen.photos')} of={theCase.photos} />
 */
export const Photos = ({
  of,
  label,
  altOf,
}: {
  of: readonly Shown[]
  label: string
  altOf?: (file: Shown) => string
}) => {
  const [open, setOpen] = useState<number | null>(null)
  const text = useAlt()
  const photos = of.filter(({ kind }) => kind === 'photo')
  const others = of.filter(({ kind }) => kind !== 'photo')
  if (of.length === 0) return null
  const shown = photos.filter(({ url }) => url !== null)
  const alt = (index: number) => {
    const file = shown[index]
    return file ? text(file, index + 1, altOf?.(file)) : ''
  }
  return (
    <>
      {photos.length > 0 && (
        <ul className="photo-grid" aria-label={label}>
          {photos.map((file, index) => (
            <li key={file.id}>
              <Photo
                file={file}
                number={index + 1}
                {...(altOf ? { alt: altOf(file) } : {})}
                onOpen={() => setOpen(shown.indexOf(file))}
              />
            </li>
          ))}
        </ul>
      )}
      {others.map((file) => (
        <Other key={file.id} file={file} />
      ))}
      {open !== null && open >= 0 && (
        <Viewer photos={shown} at={open} onMove={setOpen} onClose={() => setOpen(null)} alt={alt} />
      )}
    </>
  )
}
