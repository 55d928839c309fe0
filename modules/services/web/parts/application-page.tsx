/** One application of mine: fill in, hand in, correct, follow, rate. */
import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import { type Picked, sendPhoto } from '@liren/files/web/picked.ts'
import { forms } from '@liren/forms/contract'
import { FillForm } from '@liren/forms/web/fill-form'
import {
  Button,
  Confirm,
  Failed,
  keyOf,
  Notice,
  Page,
  refresh,
  Section,
  Skeleton,
  Slot,
  TextField,
  toast,
  useAsk,
  useLive,
  useMay,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'
import { ApplicationFacts } from './application-view.tsx'
import { MaterialsStep } from './materials-step.tsx'
import { StaffPart } from './staff-part.tsx'

/** First the form, drawn by whoever knows forms; then the papers. */
const Draft = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const { data: form, error, refetch } = useAsk(forms, 'read', { params: { id: of.formId } })
  if (form?.state === 'draft')
    return (
      <FillForm
        submission={form}
        back="/services"
        onHandedIn={() => void refresh([forms, 'read'], [services, 'read'])}
      />
    )
  return (
    <Page title={of.itemName} back="/services" isLoading={!form && !error}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!form && !error && <Skeleton rows={3} />}
      {form && (
        <>
          <Notice tone="good">
            {t('screen.filled', { typed: form.tally?.typed ?? 0, base: of.item.baseline.fields })}
          </Notice>
          <MaterialsStep
            of={of}
            onDone={(code) => toast(code ? t('screen.handedInCode', { code }) : t('screen.handedIn'), 'good')}
          />
        </>
      )}
    </Page>
  )
}

const Correct = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const [text, setText] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const send = useSend(services, 'correct', { then: () => toast(t('screen.corrected'), 'good') })
  const first = key ?? of.materials[0]?.key ?? null
  return (
    <Section title={t('screen.correct')}>
      <TextField
        label={t('screen.correctText')}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      {of.materials.length > 0 && (
        <label className="services-soft">
          {t('screen.correctMaterial')}{' '}
          <select value={first ?? ''} onChange={(event) => setKey(event.target.value)}>
            {of.materials.map((one) => (
              <option key={one.key} value={one.key}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <PhotoPicker label={t('source.upload')} value={photos} onChange={setPhotos} most={6} />
      <Button
        tone="main"
        isWide
        isBusy={send.isSending}
        onClick={async () => {
          const files =
            photos.length > 0 ? (await Promise.all(photos.map((photo) => sendPhoto(photo)))).map(({ id }) => id) : []
          send.now({
            params: { id: of.id },
            body: {
              ...(text.trim() ? { text: text.trim() } : {}),
              ...(files.length > 0 && first ? { materials: [{ key: first, source: 'upload' as const, files }] } : {}),
            },
          })
        }}
      >
        {t('screen.sendCorrection')}
      </Button>
    </Section>
  )
}

const Withdraw = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const [isOpen, setOpen] = useState(false)
  const send = useSend(services, 'withdraw', { then: () => setOpen(false) })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('screen.withdraw')}</Button>
      <Confirm
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('screen.withdraw')}
        verb={t('screen.withdraw')}
        onYes={() => send.now({ params: { id: of.id }, body: {} })}
      >
        {t('screen.withdrawHint')}
      </Confirm>
    </>
  )
}

export default function ApplicationPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const may = useMay()
  const { data, error, refetch } = useAsk(services, 'read', { params: { id: params.id } })
  useLive([`matter:${params.id}`], [keyOf(services, 'read')])
  const open = ['submitted', 'correcting', 'reviewing', 'waiting']
  if (data?.state === 'draft') return <Draft of={data} />
  return (
    <Page
      title={data?.itemName ?? t('nav.application')}
      back="/services"
      canBeRead={data !== undefined}
      isLoading={!data && !error}
    >
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <>
          <ApplicationFacts of={data} />
          {data.isMine && data.state === 'correcting' && <Correct of={data} />}
          {!data.isMine && may('application.read') && <StaffPart of={data} />}
          {data.matter && (
            <>
              {data.isMine && <Slot name="matters:answers" of={data.matter} />}
              <Section title={t('matters:screen.timeline')}>
                <Slot name="matters:timeline" of={data.matter} />
              </Section>
              <Slot name="matters:acts" of={data.matter} />
            </>
          )}
          {data.isMine && open.includes(data.state) && <Withdraw of={data} />}
        </>
      )}
    </Page>
  )
}
