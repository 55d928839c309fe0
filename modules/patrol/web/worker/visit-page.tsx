/** A visit or a call written down in seconds, and mine so far. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { Photos } from '@liren/files/web/photos.tsx'
import {
  Empty,
  Field,
  List,
  Row,
  Segments,
  SelectField,
  TextField,
  usePages,
  useTimes,
  useWords,
  VoiceButton,
} from '@liren/web'
import { patrol, type visitKinds } from '../../contract.ts'
import { DiaryPage } from './diary-page.tsx'
import { useDiaryForm } from './use-diary.ts'

const templates = ['welfare', 'safety', 'policy', 'dispute', 'absent'] as const
const kinds = ['dwelling', 'person', 'enterprise'] as const satisfies typeof visitKinds
const ways = ['door', 'phone'] as const
type Form = {
  readonly kind: (typeof kinds)[number]
  readonly way: (typeof ways)[number]
  readonly label: string
  readonly template: string
  readonly note: string
  readonly photos: readonly Picked[]
}
const empty: Form = { kind: 'dwelling', way: 'door', label: '', template: '', note: '', photos: [] }

export default function VisitPage() {
  const t = useWords('patrol')
  const { when } = useTimes()
  const entryOf = ({ kind, way, label, template, note, photos }: Form, area: string) => {
    const title = label.trim()
    if (title === '') return null
    const body = {
      area,
      kind,
      way,
      label: title,
      visitedAt: new Date().toISOString(),
      ...(template ? { template: t(`template.${template}`) } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    }
    return { title, entry: { kind: 'visit' as const, photos: photos ?? [], body } }
  }
  const { draft, save, isWrong } = useDiaryForm('visit', '/patrol/visits', empty, entryOf)
  const mine = usePages(patrol, 'visits', { query: {} }, { isKept: true })
  const { kind, way, label, template, note, photos } = draft.value
  return (
    <DiaryPage
      title="nav.visit"
      verb="screen.saveVisit"
      isReady={draft.isReady}
      onSave={save}
      listTitle="screen.myVisits"
      of={mine}
      form={
        <>
          <div className="field">
            <span className="field-name" aria-hidden="true">
              {t('screen.kind')}
            </span>
            <Segments
              label={t('screen.kind')}
              value={kind}
              onChange={(value) => draft.change({ kind: kinds.find((one) => one === value) ?? 'dwelling' })}
              choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          </div>
          <div className="field">
            <span className="field-name" aria-hidden="true">
              {t('screen.way')}
            </span>
            <Segments
              label={t('screen.way')}
              value={way}
              onChange={(value) => draft.change({ way: ways.find((one) => one === value) ?? 'door' })}
              choices={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
            />
          </div>
          <Field
            label={t('screen.label')}
            hint={t('screen.labelHint')}
            maxLength={80}
            value={label}
            error={isWrong && label.trim() === '' ? t('screen.needLabel') : undefined}
            onChange={(event) => draft.change({ label: event.target.value })}
          />
          <SelectField
            label={t('screen.template')}
            isOptional
            placeholder={t('screen.template')}
            value={template}
            onChange={(event) => draft.change({ template: event.target.value })}
            choices={templates.map((value) => ({ value, label: t(`template.${value}`) }))}
          />
          <div className="said">
            <TextField
              label={t('screen.noteVoice')}
              isOptional
              maxLength={1000}
              value={note}
              onChange={(event) => draft.change({ note: event.target.value })}
            />
            <VoiceButton onSaid={(words) => draft.change({ note: `${note}${words}`.slice(0, 1000) })} />
          </div>
          <PhotoPicker
            label={t('screen.addPhotos')}
            withName
            most={4}
            value={photos ?? []}
            onChange={(next) => draft.change({ photos: next })}
          />
        </>
      }
    >
      <List
        {...mine}
        label={t('screen.myVisits')}
        keyOf={(one) => one.id}
        empty={<Empty icon="home" title={t('screen.noVisits')} hint={t('screen.noVisitsHint')} />}
      >
        {(one) => (
          <>
            <Row
              title={one.label}
              note={[when(one.visitedAt), t(`way.${one.way}`), one.template ?? '', one.note ?? '']
                .filter(Boolean)
                .join(' · ')}
            />
            <Photos of={one.photos} label={t('screen.photos')} />
          </>
        )}
      </List>
    </DiaryPage>
  )
}
