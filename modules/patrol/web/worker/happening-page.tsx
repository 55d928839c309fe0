/** Something unforeseen: noted at once, with free steps; what kind it is gets decided later. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import {
  AsOf,
  Button,
  Chip,
  Empty,
  Field,
  List,
  online,
  Page,
  Section,
  Sheet,
  sendSoon,
  TextField,
  toast,
  useDraft,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Happening, patrol } from '../../contract.ts'
import type { KeptEntry } from '../send-diary.ts'
import { KeptEntries } from './kept-entries.tsx'
import { usePlaceOfWork } from './use-place-of-work.ts'
import '../patrol.css'

type Form = { readonly text: string; readonly team: string; readonly photos: readonly Picked[] }
const empty: Form = { text: '', team: '', photos: [] }

export default function HappeningPage() {
  const t = useWords('patrol')
  const { when } = useTimes()
  const area = usePlaceOfWork()
  const draft = useDraft<Form>('patrol.happening', empty)
  const [isWrong, setWrong] = useState(false)
  const [adding, setAdding] = useState<Happening | null>(null)
  const [said, setSaid] = useState('')
  const mine = usePages(patrol, 'happenings', { query: {} }, { isKept: true })
  const { text, team, photos } = draft.value
  const keep = async (title: string, entry: KeptEntry, lane: string | null) => {
    await sendSoon('patrol.diary', title.slice(0, 40), entry, { lane, at: '/patrol/happenings' })
    toast(t(online.get() ? 'screen.arrived' : 'screen.kept'), 'good')
  }
  const save = async () => {
    if (text.trim() === '' || !area) return setWrong(true)
    const body = { area, text: text.trim(), happenedAt: new Date().toISOString() }
    await keep(
      text.trim(),
      { kind: 'happen', photos, body: { ...body, ...(team.trim() ? { team: team.trim() } : {}) } },
      null,
    )
    await draft.forget()
    setWrong(false)
  }
  const addStep = async () => {
    if (!adding || said.trim() === '') return
    const body = { text: said.trim(), at: new Date().toISOString() }
    await keep(said.trim(), { kind: 'step', happeningId: adding.id, body }, adding.id)
    setSaid('')
    setAdding(null)
  }
  return (
    <Page
      title={t('nav.happening')}
      back="/patrol"
      action={
        <Button tone="main" isWide disabled={!draft.isReady} onClick={() => void save()}>
          {t('screen.saveHappening')}
        </Button>
      }
    >
      <div className="patrol-form">
        <TextField
          label={t('screen.happeningText')}
          maxLength={1000}
          value={text}
          error={isWrong && text.trim() === '' ? t('screen.needText') : undefined}
          onChange={(event) => draft.change({ text: event.target.value })}
        />
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
      </div>
      <Section title={t('screen.myHappenings')}>
        <AsOf of={mine} />
        <KeptEntries />
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
              {one.steps.map((step) => (
                <p key={step.id}>
                  {when(step.at)} {step.byName}：{step.text}
                </p>
              ))}
              <Button onClick={() => setAdding(one)}>{t('screen.addStep')}</Button>
            </div>
          )}
        </List>
      </Section>
      {adding && (
        <Sheet
          isOpen
          onClose={() => setAdding(null)}
          title={t('screen.addStep')}
          action={
            <Button tone="main" isWide onClick={() => void addStep()}>
              {t('screen.saveStep')}
            </Button>
          }
        >
          <TextField
            label={t('screen.stepText')}
            maxLength={500}
            value={said}
            onChange={(event) => setSaid(event.target.value)}
          />
        </Sheet>
      )}
    </Page>
  )
}
