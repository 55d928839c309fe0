/** The form is filled in; now the papers: most are here, the rest is uploaded, promised or agreed to; then it is handed in. */
import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import { type Picked, sendPhoto } from '@liren/files/web/picked.ts'
import { Button, Chip, Notice, Row, Section, Switch, toastProblem, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { Source } from '../../item.ts'
import type { ApplicationView } from '../../views.ts'

type Material = ApplicationView['materials'][number]

const One = ({
  of,
  promised,
  photos,
  onPhotos,
  isAgreed,
  onAgree,
  isLater,
  onLater,
}: {
  of: Material
  promised: boolean
  photos: readonly Picked[]
  onPhotos: (photos: readonly Picked[]) => void
  isAgreed: boolean
  onAgree: (on: boolean) => void
  isLater: boolean
  onLater: (on: boolean) => void
}) => {
  const t = useWords('services')
  if (of.source !== null)
    return (
      <Row
        title={of.name}
        note={of.found ?? undefined}
        after={<Chip tone="done">{t('screen.hereAlready', { source: t(`source.${of.source}`) })}</Chip>}
      />
    )
  if (of.sources.includes('declaration') && promised)
    return <Row title={of.name} after={<Chip tone="done">{t('source.declaration')}</Chip>} />
  if (of.sources.includes('esign') && photos.length === 0)
    return <Switch label={t('screen.agreeTo', { name: of.name })} value={isAgreed} onChange={onAgree} />
  return (
    <>
      {!isLater && (
        <PhotoPicker label={of.name} hint={t('screen.uploadHint')} value={photos} onChange={onPhotos} most={6} />
      )}
      {of.mayFollow && photos.length === 0 && (
        <Switch label={t('screen.laterWish', { name: of.name })} value={isLater} onChange={onLater} />
      )}
    </>
  )
}

export const MaterialsStep = ({ of, onDone }: { of: ApplicationView; onDone: (queryCode: string | null) => void }) => {
  const t = useWords('services')
  const [photos, setPhotos] = useState<Readonly<Record<string, readonly Picked[]>>>({})
  const [agreed, setAgreed] = useState<readonly string[]>([])
  const [later, setLater] = useState<readonly string[]>([])
  const [isPromised, setPromised] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const send = useSend(services, 'submit', { then: (done) => onDone(done.queryCode) })
  const { promise } = of.item
  const needsPromise =
    promise !== undefined &&
    of.materials.some(({ source, sources }) => source === null && sources.includes('declaration'))
  const put = (list: readonly string[], key: string, isOn: boolean) =>
    isOn ? [...list, key] : list.filter((one) => one !== key)
  const handIn = async () => {
    setBusy(true)
    try {
      const given: { key: string; source: Source; files?: string[] }[] = []
      for (const material of of.materials) {
        const mine = photos[material.key] ?? []
        if (mine.length > 0) {
          const sent = await Promise.all(mine.map((photo) => sendPhoto(photo)))
          given.push({ key: material.key, source: 'upload', files: sent.map(({ id }) => id) })
        } else if (material.source === null && isPromised && material.sources.includes('declaration'))
          given.push({ key: material.key, source: 'declaration' })
        else if (agreed.includes(material.key)) given.push({ key: material.key, source: 'esign' })
      }
      send.now({
        params: { id: of.id },
        body: {
          materials: given,
          later: [...later],
          ...(isPromised && promise ? { promise: { version: promise.version, isMade: true as const } } : {}),
        },
      })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('screen.need')}>
      {of.materials.length === 0 && <p>{t('screen.needNone')}</p>}
      {of.materials.map((material) => (
        <One
          key={material.key}
          of={material}
          promised={isPromised}
          photos={photos[material.key] ?? []}
          onPhotos={(mine) => setPhotos({ ...photos, [material.key]: mine })}
          isAgreed={agreed.includes(material.key)}
          onAgree={(isOn) => setAgreed(put(agreed, material.key, isOn))}
          isLater={later.includes(material.key)}
          onLater={(isOn) => setLater(put(later, material.key, isOn))}
        />
      ))}
      {needsPromise && (
        <>
          <Notice>
            {promise.text} {promise.consequences}
          </Notice>
          <Switch label={t('screen.promiseMake')} value={isPromised} onChange={setPromised} />
        </>
      )}
      {send.problem && <Notice tone="overdue">{send.problem.title}</Notice>}
      <Button tone="main" isWide isBusy={isBusy || send.isSending} onClick={() => void handIn()}>
        {t('screen.handIn')}
      </Button>
    </Section>
  )
}
