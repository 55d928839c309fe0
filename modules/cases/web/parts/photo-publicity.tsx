/** Which photos of a published case everybody sees; whoever works on it may hide one, with a reason, or show it. */
import { Photo } from '@liren/files/web/photos.tsx'
import { Button, Chip, Field, Sheet, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { asShown } from './case-photos.tsx'

type Evidence = CaseView['evidence'][number]

const One = ({ of, id }: { of: Evidence; id: string }) => {
  const t = useWords('cases')
  const [because, setBecause] = useState('')
  const [isAsking, setAsking] = useState(false)
  const send = useSend(cases, 'showPhoto', { stale: [[cases]], then: () => setAsking(false) })
  const set = (isPublic: boolean) =>
    send.now({
      params: { id, fileId: of.id },
      body: { isPublic, ...(because.trim() ? { because: because.trim() } : {}) },
    })
  return (
    <li className="publicity-row">
      <Photo file={asShown(of)} alt={t(`part.${of.part}`)} />
      <div className="publicity-words">
        <p>
          {t(`part.${of.part}`)}{' '}
          <Chip tone={of.isPublic ? 'done' : 'plain'}>
            {t(of.isPublic ? 'screen.photo.shown' : 'screen.photo.kept')}
          </Chip>
        </p>
        {of.hiddenBecause && <p className="case-note">{t('screen.photo.because', { why: of.hiddenBecause })}</p>}
        {isAsking && (
          <Field
            label={t('screen.photo.why')}
            hint={t('screen.photo.whyHint')}
            maxLength={200}
            value={because}
            error={send.errors.because}
            onChange={(event) => setBecause(event.target.value)}
          />
        )}
        {of.isPublic ? (
          <Button
            isBusy={send.isSending}
            disabled={isAsking && because.trim().length < 2}
            onClick={() => (isAsking ? set(false) : setAsking(true))}
          >
            {t('screen.photo.hide')}
          </Button>
        ) : (
          <Button isBusy={send.isSending} onClick={() => set(true)}>
            {t('screen.photo.show')}
          </Button>
        )}
      </div>
    </li>
  )
}

export const PhotoPublicity = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const pictures = of.evidence.filter(({ mime }) => mime.startsWith('image/'))
  if (!of.matter.isPublic || pictures.length === 0 || !may('photo.publish')) return null
  const shown = pictures.filter(({ isPublic }) => isPublic).length
  return (
    <>
      <Button icon="eye" onClick={() => setOpen(true)}>
        {t('screen.photo.open', { shown, all: pictures.length })}
      </Button>
      {isOpen && (
        <Sheet isOpen onClose={() => setOpen(false)} title={t('screen.photo.title')}>
          <p className="field-hint">{t('screen.photo.hint')}</p>
          <ul className="publicity">
            {pictures.map((one) => (
              <One key={one.id} of={one} id={of.matter.id} />
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
