/** Materials: most are there already; what is promised is read and agreed to, what is signed is signed, the rest is photographed. */
import type { Picked } from '@liren/files/web/photo-picker.tsx'
import { Chip, Switch, useLook, useWords } from '@liren/web'
import { useState } from 'react'
import { type Material, say } from '../../definition.ts'
import { PhotoPicker, SignaturePad } from './attached.tsx'
import { useFaultWords } from './fault-words.ts'
import type { Filling } from './filling.ts'

const Uploads = ({ material, filling, error }: { material: Material; filling: Filling; error: string | undefined }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const given = filling.filled.materials[material.key]
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const [before] = useState(given?.fileIds ?? [])
  return (
    <PhotoPicker
      label={say(material.name, locale)}
      hint={before.length > 0 ? t('screen.photosBefore', { count: before.length }) : t('screen.photograph')}
      error={error}
      value={photos}
      most={9}
      onChange={(next) => {
        setPhotos(next)
        filling.give(material.key, { ...given, fileIds: [...before, ...next.map(({ id }) => id)] })
      }}
    />
  )
}

const One = ({ material, filling, isTried }: { material: Material; filling: Filling; isTried: boolean }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const faultWords = useFaultWords()
  const name = say(material.name, locale)
  const given = filling.filled.materials[material.key] ?? {}
  const way = filling.accepted.materials[material.key]
  const fault = filling.accepted.faults.find(({ field }) => field === `materials.${material.key}`)
  const error = fault && isTried ? faultWords(fault) : undefined
  if (way === 'reused' || way === 'checked')
    return (
      <div className="form-material">
        <span>{name}</span>
        <Chip tone="main">{t(`screen.way.${way}`)}</Chip>
      </div>
    )
  if (material.source === 'declaration' || material.source === 'esign')
    return (
      <div className="form-field">
        <p className="form-label">{name}</p>
        <blockquote className="form-promise">{say(material.text, locale)}</blockquote>
        <Switch
          label={t(material.source === 'esign' ? 'screen.agreeText' : 'screen.promise')}
          value={given.isAgreed === true}
          onChange={(isAgreed) => filling.give(material.key, { ...given, isAgreed })}
        />
        {material.source === 'esign' && given.isAgreed && (
          <SignaturePad
            label={t('screen.signature')}
            error={undefined}
            isSigned={given.signatureFileId !== undefined}
            onSigned={(id) => {
              const { signatureFileId: _, ...rest } = given
              filling.give(material.key, id === undefined ? rest : { ...rest, signatureFileId: id })
            }}
          />
        )}
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </div>
    )
  return (
    <div className="form-field">
      <Uploads material={material} filling={filling} error={error} />
      {material.mayFollow && (
        <Switch
          label={t('screen.follows')}
          value={given.follows === true}
          onChange={(follows) => filling.give(material.key, { ...given, follows })}
        />
      )}
    </div>
  )
}

export const Materials = ({ filling, isTried }: { filling: Filling; isTried: boolean }) => {
  const asked = (filling.definition.materials ?? []).filter(({ key }) =>
    filling.accepted.standing.materials.includes(key),
  )
  return (
    <div className="form-fields">
      {asked.map((material) => (
        <One key={material.key} material={material} filling={filling} isTried={isTried} />
      ))}
    </div>
  )
}
