/** A visit or a call written down in seconds, and mine so far. */
import {
  AsOf,
  Button,
  Empty,
  Field,
  List,
  online,
  Page,
  Row,
  Section,
  Segments,
  SelectField,
  sendSoon,
  TextField,
  toast,
  useDraft,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { patrol, type visitKinds } from '../../contract.ts'
import type { KeptEntry } from '../send-diary.ts'
import { KeptEntries } from './kept-entries.tsx'
import { usePlaceOfWork } from './use-place-of-work.ts'
import '../patrol.css'

const templates = ['welfare', 'safety', 'policy', 'dispute', 'absent'] as const
const kinds = ['dwelling', 'person', 'enterprise'] as const satisfies typeof visitKinds
const ways = ['door', 'phone'] as const
type Form = {
  readonly kind: (typeof kinds)[number]
  readonly way: (typeof ways)[number]
  readonly label: string
  readonly template: string
  readonly note: string
}
const empty: Form = { kind: 'dwelling', way: 'door', label: '', template: '', note: '' }

export default function VisitPage() {
  const t = useWords('patrol')
  const { when } = useTimes()
  const area = usePlaceOfWork()
  const draft = useDraft<Form>('patrol.visit', empty)
  const [isWrong, setWrong] = useState(false)
  const mine = usePages(patrol, 'visits', { query: {} }, { isKept: true })
  const { kind, way, label, template, note } = draft.value
  const save = async () => {
    if (label.trim() === '' || !area) return setWrong(true)
    const entry: KeptEntry = {
      kind: 'visit',
      photos: [],
      body: {
        area,
        kind,
        way,
        label: label.trim(),
        visitedAt: new Date().toISOString(),
        ...(template ? { template: t(`template.${template}`) } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      },
    }
    await sendSoon('patrol.diary', label.trim(), entry, { at: '/patrol/visits' })
    await draft.forget()
    setWrong(false)
    toast(t(online.get() ? 'screen.arrived' : 'screen.kept'), 'good')
  }
  return (
    <Page
      title={t('nav.visit')}
      back="/patrol"
      action={
        <Button tone="main" isWide disabled={!draft.isReady} onClick={() => void save()}>
          {t('screen.saveVisit')}
        </Button>
      }
    >
      <div className="patrol-form">
        <Segments
          label={t('screen.kind')}
          value={kind}
          onChange={(value) => draft.change({ kind: kinds.find((one) => one === value) ?? 'dwelling' })}
          choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <Segments
          label={t('screen.way')}
          value={way}
          onChange={(value) => draft.change({ way: ways.find((one) => one === value) ?? 'door' })}
          choices={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
        />
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
        <TextField
          label={t('screen.noteVoice')}
          isOptional
          maxLength={1000}
          value={note}
          onChange={(event) => draft.change({ note: event.target.value })}
        />
      </div>
      <Section title={t('screen.myVisits')}>
        <AsOf of={mine} />
        <KeptEntries />
        <List
          {...mine}
          label={t('screen.myVisits')}
          keyOf={(one) => one.id}
          empty={<Empty icon="home" title={t('screen.noVisits')} hint={t('screen.noVisitsHint')} />}
        >
          {(one) => (
            <Row
              title={one.label}
              note={[when(one.visitedAt), t(`way.${one.way}`), one.template ?? '', one.note ?? '']
                .filter(Boolean)
                .join(' · ')}
            />
          )}
        </List>
      </Section>
    </Page>
  )
}
