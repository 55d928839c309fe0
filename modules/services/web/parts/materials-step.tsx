/** The form is filled in; now the papers: most are here, the rest is uploaded, promised or agreed to; then it is handed in. */
import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import { type Picked, sendPhoto } from '@liren/files/web/picked.ts'
import { SignaturePad } from '@liren/forms/web/attached'
import { ask, Button, Chip, Notice, problemOf, Row, refresh, Section, Switch, toastProblem, useWords } from '@liren/web'
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
  isSigned,
  onSigned,
  isLater,
  onLater,
}: {
  of: Material
  promised: boolean
  photos: readonly Picked[]
  onPhotos: (photos: readonly Picked[]) => void
  isSigned: boolean
  onSigned: (fileId: string | undefined) => void
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
  const signs = of.sources.includes('esign')
  return (
    <>
      {signs && (
        <Section title={of.name}>
          {of.text && (
            <blockquote className="services-text">
              {of.text.text}
              <small className="services-soft">{t('screen.textVersion', { n: of.text.version })}</small>
            </blockquote>
          )}
          <SignaturePad
            label={t('screen.agreeTo', { name: of.name })}
            error={undefined}
            isSigned={isSigned}
            onSigned={onSigned}
          />
        </Section>
      )}
      {!isLater && (
        <PhotoPicker
          label={signs ? t(of.isJoint ? 'screen.othersSigned' : 'screen.signedOnPaper') : of.name}
          hint={t('screen.uploadHint')}
          value={photos}
          onChange={onPhotos}
          most={5}
        />
      )}
      {of.mayFollow && photos.length === 0 && (
        <Switch label={t('screen.laterWish', { name: of.name })} value={isLater} onChange={onLater} />
      )}
    </>
  )
}

/** Papers of all applications, each name once: what is lacking in one of them is asked for. */
const papersOf = (all: readonly ApplicationView[]): readonly Material[] => {
  const byName = new Map<string, Material>()
  for (const { materials } of all)
    for (const material of materials) {
      const before = byName.get(material.name)
      if (!before || (before.source !== null && material.source === null)) byName.set(material.name, material)
    }
  return [...byName.values()]
}

/** For one application or for all of a journey; `onDone` gets the query codes of what was handed in now. */
export const MaterialsStep = ({
  all,
  onDone,
}: {
  all: readonly ApplicationView[]
  onDone: (queryCodes: readonly string[]) => void
}) => {
  const t = useWords('services')
  const [photos, setPhotos] = useState<Readonly<Record<string, readonly Picked[]>>>({})
  const [signatures, setSignatures] = useState<Readonly<Record<string, string | undefined>>>({})
  const [later, setLater] = useState<readonly string[]>([])
  const [isPromised, setPromised] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const papers = papersOf(all)
  const promises = all.flatMap(({ item, materials }) =>
    item.promise && materials.some(({ source, sources }) => source === null && sources.includes('declaration'))
      ? [item.promise]
      : [],
  )
  const put = (list: readonly string[], key: string, isOn: boolean) =>
    isOn ? [...list, key] : list.filter((one) => one !== key)

  const handInOne = async ({ id, item, materials }: ApplicationView) => {
    const given: { key: string; source: Source; files?: string[]; textVersion?: number }[] = []
    for (const { key, name, source, sources, text } of materials) {
      const mine = photos[name] ?? []
      const signature = signatures[name]
      if (source === null && signature !== undefined) {
        const others = await Promise.all(mine.map((photo) => sendPhoto(photo)))
        const files = [signature, ...others.map((one) => one.id)]
        given.push({ key, source: 'esign', files, ...(text ? { textVersion: text.version } : {}) })
      } else if (mine.length > 0 && source === null) {
        const sent = await Promise.all(mine.map((photo) => sendPhoto(photo)))
        given.push({ key, source: 'upload', files: sent.map((one) => one.id) })
      } else if (source === null && isPromised && sources.includes('declaration'))
        given.push({ key, source: 'declaration' })
    }
    const { queryCode } = await ask(services, 'submit', {
      params: { id },
      body: {
        materials: given,
        later: materials.filter(({ name }) => later.includes(name)).map(({ key }) => key),
        ...(isPromised && item.promise ? { promise: { version: item.promise.version, isMade: true as const } } : {}),
      },
    })
    return queryCode
  }
  const handIn = async () => {
    setBusy(true)
    setProblem(null)
    const codes: string[] = []
    try {
      for (const one of all) {
        const code = await handInOne(one)
        if (code) codes.push(code)
      }
      onDone(codes)
    } catch (thrown) {
      setProblem(problemOf(thrown)?.title ?? null)
      toastProblem(thrown)
    } finally {
      setBusy(false)
      await refresh([services])
    }
  }
  return (
    <Section title={t('screen.need')}>
      {papers.length === 0 && <p>{t('screen.needNone')}</p>}
      {papers.map((material) => (
        <One
          key={material.name}
          of={material}
          promised={isPromised}
          photos={photos[material.name] ?? []}
          onPhotos={(mine) => setPhotos({ ...photos, [material.name]: mine })}
          isSigned={signatures[material.name] !== undefined}
          onSigned={(id) => setSignatures((before) => ({ ...before, [material.name]: id }))}
          isLater={later.includes(material.name)}
          onLater={(isOn) => setLater(put(later, material.name, isOn))}
        />
      ))}
      {promises.length > 0 && (
        <>
          {promises.map(({ code, text, consequences }) => (
            <Notice key={code}>
              {text} {consequences}
            </Notice>
          ))}
          <Switch label={t('screen.promiseMake')} value={isPromised} onChange={setPromised} />
        </>
      )}
      {problem && <Notice tone="overdue">{problem}</Notice>}
      <Button tone="main" isWide isBusy={isBusy} onClick={() => void handIn()}>
        {all.length > 1 ? t('screen.handInAll', { n: all.length }) : t('screen.handIn')}
      </Button>
    </Section>
  )
}
