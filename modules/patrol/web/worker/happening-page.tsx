/** Something unforeseen: noted at once, with free steps; what kind it is gets decided later. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { Photos } from '@liren/files/web/photos.tsx'
import {
  Button,
  Chip,
  Empty,
  Field,
  List,
  Sheet,
  TextField,
  toastProblem,
  usePages,
  useTimes,
  useWords,
  VoiceButton,
} from '@liren/web'
import { useState } from 'react'
import { type Happening, patrol } from '../../contract.ts'
import { PassOn } from '../pass-on.tsx'
import { DiaryPage } from './diary-page.tsx'
import { useDiaryForm, useKeepEntry } from './use-diary.ts'

type Form = { readonly text: string; readonly team: string; readonly photos: readonly Picked[] }
const empty: Form = { text: '', team: '', photos: [] }
const at = '/patrol/happenings'

const entryOf = ({ text, team, photos }: Form, area: string) => {
  const said = text.trim()
  if (said === '') return null
  const body = { area, text: said, happenedAt: new Date().toISOString() }
  const entry = { kind: 'happen' as const, photos, body: { ...body, ...(team.trim() ? { team: team.trim() } : {}) } }
  return { title: said, entry }
}

const StepSheet = ({ of, onClose }: { of: Happening; onClose: () => void }) => {
  const t = useWords('patrol')
  const keep = useKeepEntry(at)
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const said = text.trim()
  const add = async () => {
    if (said === '') return
    setBusy(true)
    try {
      await keep(said, { kind: 'step', happeningId: of.id, body: { text: said, at: new Date().toISOString() } }, of.id)
      onClose()
    } catch (thrown) {
      toastProblem(thrown)
      setBusy(false)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.addStep')}
      action={
        <Button tone="main" isWide isBusy={isBusy} disabled={said === ''} onClick={() => void add()}>
          {t('screen.saveStep')}
        </Button>
      }
    >
      <TextField
        label={t('screen.stepText')}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  )
}

export default function HappeningPage() {
  const t = useWords('patrol')
  const { when } = useTimes()
  const { draft, save, isWrong } = useDiaryForm('happening', at, empty, entryOf)
  const [adding, setAdding] = useState<Happening | null>(null)
  const mine = usePages(patrol, 'happenings', { query: {} }, { isKept: true })
  const { text, team, photos } = draft.value
  return (
    <DiaryPage
      title="nav.happening"
      verb="screen.saveHappening"
      isReady={draft.isReady}
      onSave={save}
      listTitle="screen.myHappenings"
      of={mine}
      form={
        <>
          <div className="said">
            <TextField
              label={t('screen.happeningText')}
              maxLength={1000}
              value={text}
              error={isWrong && text.trim() === '' ? t('screen.needText') : undefined}
              onChange={(event) => draft.change({ text: event.target.value })}
            />
            <VoiceButton onSaid={(words) => draft.change({ text: `${text}${words}`.slice(0, 1000) })} />
          </div>
          <Field
            label={t('screen.team')}
            isOptional
            maxLength={200}
            value={team}
            onChange={(event) => draft.change({ team: event.target.value })}
          />
          <PhotoPicker
            label={t('screen.addPhotos')}
            withName
            most={4}
            value={photos}
            onChange={(next) => draft.change({ photos: next })}
          />
        </>
      }
    >
      <List
        {...mine}
        label={t('screen.myHappenings')}
        keyOf={(one) => one.id}
        empty={<Empty icon="warning" title={t('screen.noHappenings')} hint={t('screen.noHappeningsHint')} />}
      >
        {(one) => (
          <div className="patrol-stop">
            <h3>
              {one.text}
              <Chip tone={one.kind ? 'done' : 'soon'}>{one.kind ?? t('screen.unsorted')}</Chip>
            </h3>
            <small>{t('screen.by', { name: one.byName, when: when(one.happenedAt) })}</small>
            <Photos of={one.photos} label={t('screen.photos')} />
            {one.steps.map((step) => (
              <p key={step.id}>
                {when(step.at)} {t('web:says', { what: step.byName, text: step.text })}
              </p>
            ))}
            <PassOn of={one} />
            <Button onClick={() => setAdding(one)}>{t('screen.addStep')}</Button>
          </div>
        )}
      </List>
      {adding && <StepSheet of={adding} onClose={() => setAdding(null)} />}
    </DiaryPage>
  )
}
