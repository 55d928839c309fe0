/** What everybody reads as the title of a published case; whoever works on it may say it otherwise or keep it back, with a reason. */
import { Button, Field, Sheet, TextField, useMay, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { staleCase } from './use-case.ts'

const Change = ({ of, onClose }: { of: CaseView; onClose: () => void }) => {
  const t = useWords('cases')
  const { id, title, publicTitle } = of.matter
  const [said, setSaid] = useState(publicTitle ?? title)
  const [because, setBecause] = useState('')
  const send = useSend(cases, 'showTitle', { stale: staleCase, then: onClose })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.publicTitle.change')}
      action={
        <Button
          tone="main"
          isWide
          disabled={because.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id }, body: { publicTitle: said.trim(), because: because.trim() } })}
        >
          {t('screen.publicTitle.change')}
        </Button>
      }
    >
      <TextField
        label={t('screen.publicTitle.label')}
        hint={t('screen.publicTitle.hint')}
        rows={2}
        maxLength={60}
        value={said}
        error={send.errors.publicTitle}
        onChange={(event) => setSaid(event.target.value)}
      />
      <Field
        label={t('screen.publicTitle.why')}
        maxLength={200}
        value={because}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
    </Sheet>
  )
}

export const TitlePublicity = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const { isPublic, publicTitle, title } = of.matter
  if (!isPublic || !may('photo.publish')) return null
  const shown = publicTitle ?? title
  return (
    <div className="public-title">
      <p className="case-note">
        {shown ? t('screen.publicTitle.shown', { title: shown }) : t('screen.publicTitle.kept')}
        {of.titleBecause && <> {t('screen.photo.because', { why: of.titleBecause })}</>}
      </p>
      <Button onClick={() => setOpen(true)}>{t('screen.publicTitle.change')}</Button>
      {isOpen && <Change of={of} onClose={() => setOpen(false)} />}
    </div>
  )
}
