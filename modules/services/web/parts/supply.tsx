/** 容缺补正 What was allowed to follow is handed in, by whoever applied or over the counter. */
import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import { type Picked, sendPhoto } from '@liren/files/web/picked.ts'
import { Button, Section, toast, toastProblem, useSend, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'

export const Supply = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const { day } = useTimes()
  const [photos, setPhotos] = useState<Readonly<Record<string, readonly Picked[]>>>({})
  const [isBusy, setBusy] = useState(false)
  const send = useSend(services, 'supply', {
    then: () => {
      toast(t('screen.supplied'), 'good')
      setPhotos({})
    },
  })
  const late = of.materials.filter(({ isLater, source }) => isLater && source === null)
  if (late.length === 0 || of.finishedAt !== null) return null
  const handIn = async () => {
    setBusy(true)
    try {
      const materials = []
      for (const { key } of late) {
        const files = await Promise.all((photos[key] ?? []).map((photo) => sendPhoto(photo)))
        if (files.length > 0) materials.push({ key, source: 'upload' as const, files: files.map(({ id }) => id) })
      }
      send.now({ params: { id: of.id }, body: { materials } })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('screen.supply')}>
      {late.map(({ key, name, dueOn }) => (
        <PhotoPicker
          key={key}
          label={name}
          hint={t('screen.dueLater', { day: day(dueOn) })}
          value={photos[key] ?? []}
          onChange={(mine) => setPhotos({ ...photos, [key]: mine })}
          most={6}
        />
      ))}
      <Button
        tone="main"
        isWide
        disabled={Object.values(photos).every((mine) => mine.length === 0)}
        isBusy={isBusy || send.isSending}
        onClick={() => void handIn()}
      >
        {t('screen.sendSupply')}
      </Button>
    </Section>
  )
}
