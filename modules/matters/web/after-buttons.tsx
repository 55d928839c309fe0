/** What the office does once it is over: asks to leave it out (剔除) of the unit's figures, and passes thanks on to colleagues. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { sendPhoto } from '@liren/files/web/picked.ts'
import {
  Button,
  Failed,
  SelectField,
  Sheet,
  Skeleton,
  Switch,
  toast,
  toastProblem,
  useAsk,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type MatterView, matters } from '../contract.ts'
import { type Exclusion, exclusions } from '../reply.ts'
import { ActSheet } from './act-sheet.tsx'

type Of = Pick<MatterView, 'id' | 'acts' | 'followUps'>

const ExcludeSheet = ({ of, onClose }: { of: Of; onClose: () => void }) => {
  const t = useWords('matters')
  const [why, setWhy] = useState<Exclusion | ''>('')
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const [isSending, setSending] = useState(false)
  const then = () => {
    toast(t('screen.done'), 'good')
    onClose()
  }
  const send = useSend(matters, 'ask', { stale: [[matters]], then })
  const isByTries = why === 'notReached'
  const go = async () => {
    if (why === '') return
    setSending(true)
    try {
      const files = (await Promise.all(photos.map((photo) => sendPhoto(photo)))).map(({ id }) => id)
      send.now({ params: { id: of.id }, body: { kind: 'exclude', reasonCode: why, reason: text.trim(), files } })
    } catch (error) {
      toastProblem(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <ActSheet
      title={t('act.askExclude')}
      label={t('screen.reason')}
      text={text}
      error={send.errors.reason}
      isReady={why !== '' && (isByTries || photos.length > 0)}
      isBusy={isSending || send.isSending}
      onText={setText}
      onGo={() => void go()}
      onClose={onClose}
    >
      <p className="field-hint">{t('screen.excludeHint')}</p>
      <SelectField
        label={t('screen.excludeWhy')}
        placeholder={t('screen.required')}
        value={why}
        error={send.errors.reasonCode}
        choices={exclusions.map((value) => ({ value, label: t(`returnReason.${value}`) }))}
        onChange={(event) => setWhy(exclusions.find((one) => one === event.target.value) ?? '')}
      />
      {isByTries ? (
        <p className="field-hint">
          {t('screen.triesSoFar', { count: of.followUps.filter(({ isReached }) => !isReached).length })}
        </p>
      ) : (
        <PhotoPicker label={t('screen.proof')} value={photos} onChange={setPhotos} />
      )}
    </ActSheet>
  )
}

const PraiseSheet = ({ of, onClose }: { of: Of; onClose: () => void }) => {
  const t = useWords('matters')
  const { data, error } = useAsk(matters, 'colleagues', { params: { id: of.id } })
  const [chosen, choose] = useState<readonly string[] | null>(null)
  const then = () => {
    toast(t('screen.done'), 'good')
    onClose()
  }
  const send = useSend(matters, 'passPraise', { stale: [[matters]], then })
  const items = [...(data?.items ?? [])].sort((a, b) => Number(b.isNamed) - Number(a.isNamed))
  const marked = chosen ?? items.filter(({ isNamed }) => isNamed).map(({ id }) => id)
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('act.passPraise')}
      action={
        <Button
          tone="main"
          isWide
          disabled={marked.length === 0 || marked.length > 20}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { id: of.id }, body: { accountIds: [...marked] } })}
        >
          {t('act.passPraise')}
        </Button>
      }
    >
      <p className="field-hint">{t('screen.praiseHint')}</p>
      {error && <Failed error={error} />}
      {!data && !error && <Skeleton />}
      {items.map(({ id, name }) => (
        <Switch
          key={id}
          label={name}
          value={marked.includes(id)}
          onChange={(isOn) => choose(isOn ? [...marked, id] : marked.filter((one) => one !== id))}
        />
      ))}
    </Sheet>
  )
}

export const AfterButtons = ({ of }: { of: Of }) => {
  const t = useWords('matters')
  const [open, setOpen] = useState<'askExclude' | 'passPraise' | null>(null)
  const possible = (['passPraise', 'askExclude'] as const).filter((act) => of.acts.includes(act))
  return (
    <>
      {possible.map((act) => (
        <Button key={act} tone="quiet" onClick={() => setOpen(act)}>
          {t(`act.${act}`)}
        </Button>
      ))}
      {open === 'askExclude' && <ExcludeSheet of={of} onClose={() => setOpen(null)} />}
      {open === 'passPraise' && <PraiseSheet of={of} onClose={() => setOpen(null)} />}
    </>
  )
}
