/** Takes photos with the camera or from the album, shows them at once, and sends them ahead while the person still writes. */
import { Icon, online, problemOf, useCell, useWords } from '@liren/web'
import { useEffect, useId, useRef, useState } from 'react'
import { chooserOf } from '../accepted.ts'
import type { FileKind } from '../contract.ts'
import { type Picked, pick, type SendOptions, sendPhoto } from './picked.ts'
import './photos.css'

export { type Picked, sendPhotos } from './picked.ts'

type Progress = {
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  readonly percent: number
  readonly why?: string
}

/** Sends picked photos one after the other, as long as there is a network. What is not sent here, the outbox sends. */
const useSending = (photos: readonly Picked[], options: SendOptions) => {
  const isOnline = useCell(online)
  const [progress, setProgress] = useState<ReadonlyMap<string, Progress>>(new Map())
  const busy = useRef<string | null>(null)
  const tell = (id: string, one: Progress) => setProgress((old) => new Map(old).set(id, one))
  const waiting = photos.find(({ id }) => (progress.get(id)?.state ?? 'waiting') === 'waiting')
  useEffect(() => {
    if (!waiting || !isOnline || busy.current !== null) return
    const { id } = waiting
    busy.current = id
    tell(id, { state: 'sending', percent: 0 })
    sendPhoto(waiting, { ...options, onProgress: (percent) => tell(id, { state: 'sending', percent }) })
      .then(() => tell(id, { state: 'done', percent: 100 }))
      .catch((thrown) => {
        const why = problemOf(thrown)?.title
        tell(id, why === undefined ? { state: 'failed', percent: 0 } : { state: 'failed', percent: 0, why })
      })
      .finally(() => {
        busy.current = null
        setProgress((old) => new Map(old))
      })
  }, [waiting?.id, isOnline, progress])
  useEffect(() => {
    if (!isOnline) return
    // Lost on the way, not refused: tried again by itself when the network is back.
    setProgress(
      (old) =>
        new Map(
          [...old].map(([id, one]) => [
            id,
            one.state === 'failed' && one.why === undefined ? { state: 'waiting', percent: 0 } : one,
          ]),
        ),
    )
  }, [isOnline])
  return { progress, again: (id: string) => tell(id, { state: 'waiting', percent: 0 }) }
}

const usePreview = (blob: Blob) => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}

const Preview = ({
  photo,
  number,
  progress,
  onRemove,
  onAgain,
}: {
  photo: Picked
  number: number
  progress: Progress | undefined
  onRemove: () => void
  onAgain: () => void
}) => {
  const t = useWords('files')
  const url = usePreview(photo.blob)
  const isOnline = useCell(online)
  const state = progress?.state ?? 'waiting'
  return (
    <li className="photo-cell">
      {url &&
        (photo.blob.type.startsWith('video/') ? (
          <video src={url} muted playsInline preload="metadata" aria-label={t('screen.filmNumber', { number })} />
        ) : (
          <img src={url} alt={t('screen.photoNumber', { number })} />
        ))}
      <button type="button" className="photo-remove" onClick={onRemove} aria-label={t('screen.remove', { number })}>
        <Icon name="close" size={18} />
      </button>
      <span className="photo-state" role="status">
        {state === 'sending' && t('screen.uploading', { percent: progress?.percent ?? 0 })}
        {state === 'waiting' && !isOnline && t('screen.waiting')}
        {state === 'done' && (
          <>
            <Icon name="check" size={16} /> {t('screen.done')}
          </>
        )}
        {state === 'failed' && (
          <>
            {progress?.why ?? t('screen.failed')}
            <button type="button" onClick={onAgain}>
              {t('screen.retry')}
            </button>
          </>
        )}
      </span>
    </li>
  )
}

const photosOnly = ['photo'] as const

/**
 * @example
 * <PhotoPicker label={t('screen.photos')} value={draft.value.photos} onChange={(photos) => draft.change({ photos })} />
 * // in the outbox's sender:
 * const photoIds = await sendPhotos(payload.photos, step)
 */
export const PhotoPicker = ({
  label,
  hint,
  error,
  value,
  onChange,
  most = 9,
  kinds = photosOnly,
  ...options
}: {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly value: readonly Picked[]
  readonly onChange: (photos: readonly Picked[]) => void
  readonly most?: number
  /** What may be picked; photos alone where nothing is said. */
  readonly kinds?: readonly FileKind[]
} & Pick<SendOptions, 'place' | 'withName'>) => {
  const t = useWords('files')
  const id = useId()
  const [isScaling, setScaling] = useState(false)
  const { progress, again } = useSending(value, options)
  const latest = useRef(value)
  latest.current = value
  const take = async (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])].slice(0, Math.max(0, most - value.length))
    input.value = ''
    if (chosen.length === 0) return
    setScaling(true)
    const picked: Picked[] = []
    for (const file of chosen) picked.push(await pick(file))
    setScaling(false)
    onChange([...latest.current, ...picked])
  }
  const isFull = value.length >= most
  const accept = chooserOf(kinds)
  return (
    <fieldset
      className="photo-picker"
      aria-describedby={error ? `${id}-error` : undefined}
      aria-busy={isScaling || undefined}
    >
      <legend>{label}</legend>
      {hint && <p className="field-hint">{hint}</p>}
      <ul className="photo-grid">
        {value.map((photo, index) => (
          <Preview
            key={photo.id}
            photo={photo}
            number={index + 1}
            progress={progress.get(photo.id)}
            onAgain={() => again(photo.id)}
            onRemove={() => onChange(value.filter((one) => one.id !== photo.id))}
          />
        ))}
        {!isFull && (
          <li>
            <label className="photo-add">
              <input
                type="file"
                accept={accept}
                capture="environment"
                className="only-heard"
                onChange={(event) => void take(event.currentTarget)}
              />
              <Icon name="camera" size={28} />
              <span>{t('screen.takePhoto')}</span>
            </label>
          </li>
        )}
        {!isFull && (
          <li>
            <label className="photo-add">
              <input
                type="file"
                accept={accept}
                multiple
                className="only-heard"
                onChange={(event) => void take(event.currentTarget)}
              />
              <Icon name="plus" size={28} />
              <span>{t('screen.choosePhoto')}</span>
            </label>
          </li>
        )}
      </ul>
      {isFull && <p className="field-hint">{t('screen.limit', { most })}</p>}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
