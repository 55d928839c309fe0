/** What a resident may still do: remind once a day, follow a neighbour's case, or have a closed one opened again. */

import { PhotoPicker, type Picked, sendPhotos } from '@liren/files/web/photo-picker.tsx'
import { matters } from '@liren/matters/contract'
import {
  ask,
  Button,
  ButtonLink,
  Confirm,
  Notice,
  Sheet,
  type Step,
  TextField,
  toast,
  toastProblem,
  useSend,
  useSession,
  useSignInLink,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { staleCase } from '../parts/use-case.ts'

const dayMs = 86_400_000

/** Sent at once, not through the outbox: each photo is tried once. */
const atOnce: Step = (_, act) => act()

const Reopen = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useWords('cases')
  const [because, setBecause] = useState('')
  const [photos, setPhotos] = useState<readonly Picked[]>([])
  const [isSendingPhotos, setSendingPhotos] = useState(false)
  const send = useSend(matters, 'reopen', {
    stale: staleCase,
    then: () => {
      toast(t('screen.reopen.done'), 'good')
      onClose()
    },
  })
  const go = async () => {
    setSendingPhotos(true)
    try {
      const files = await sendPhotos(photos, atOnce)
      if (files.length > 0) await ask(cases, 'addPhotos', { params: { id }, body: { files } })
      send.now({ params: { id }, body: { because: because.trim(), ...(files.length > 0 ? { files } : {}) } })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setSendingPhotos(false)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.reopen.title')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={isSendingPhotos || send.isSending}
          disabled={because.trim() === ''}
          onClick={() => void go()}
        >
          {t('screen.reopen.send')}
        </Button>
      }
    >
      {send.problem && <Notice tone="soon">{send.problem.title}</Notice>}
      <TextField
        label={t('screen.reopen.why')}
        hint={t('screen.reopen.hint')}
        rows={3}
        maxLength={2000}
        value={because}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <PhotoPicker label={t('screen.reopen.photos')} most={4} value={photos} onChange={setPhotos} />
    </Sheet>
  )
}

export const CaseActs = ({ of: { matter } }: { of: CaseView }) => {
  const t = useWords('cases')
  const [open, setOpen] = useState<'remind' | 'reopen' | null>(null)
  const isGuest = useSession().kind === 'guest'
  const signIn = useSignInLink()
  const close = () => setOpen(null)
  const remind = useSend(matters, 'remind', {
    stale: staleCase,
    then: () => {
      toast(t('screen.remind.done'), 'good')
      close()
    },
  })
  const follow = useSend(matters, 'follow', { stale: staleCase, then: () => toast(t('screen.follow.done'), 'good') })
  const params = { id: matter.id }
  const { reopenUntil } = matter.terms
  const daysLeft = reopenUntil === null ? 0 : Math.ceil((Date.parse(reopenUntil) - Date.now()) / dayMs)
  const canReopen = matter.acts.includes('reopen') && daysLeft > 0
  const canFollow = matter.acts.includes('follow')
  // Right after reporting there is nothing to remind anybody of.
  const isLate = matter.dueAt !== null && Date.parse(matter.dueAt) < Date.now()
  // Other people's steps carry no name here: a reminder with one is one's own.
  const isReminded = matter.steps.some(
    ({ move, actorId, at }) => move === 'reminded' && actorId !== null && Date.now() - Date.parse(at) < dayMs,
  )
  const canRemind = matter.acts.includes('remind') && (isLate || Date.now() - Date.parse(matter.openedAt) > dayMs)
  if (!canReopen && !canFollow && !canRemind) return null
  return (
    <div className="case-acts">
      {canRemind && (
        <Button icon="bell" disabled={isReminded} onClick={() => setOpen('remind')}>
          {t(isReminded ? 'screen.remind.today' : 'screen.remind.verb')}
        </Button>
      )}
      {canReopen && (
        <Button icon="refresh" onClick={() => setOpen('reopen')}>
          {t('screen.reopen.verb', { days: daysLeft })}
        </Button>
      )}
      {canFollow && isGuest && signIn && (
        <ButtonLink icon="star" to={signIn}>
          {t('screen.follow.signIn')}
        </ButtonLink>
      )}
      {canFollow && !isGuest && (
        <Button icon="star" isBusy={follow.isSending} onClick={() => follow.now({ params })}>
          {t('screen.follow.verb')}
        </Button>
      )}
      <Confirm
        isOpen={open === 'remind'}
        onClose={close}
        title={t('screen.remind.title')}
        verb={t('screen.remind.verb')}
        isBusy={remind.isSending}
        onYes={() => remind.now({ params, body: {} })}
      >
        {remind.problem ? <Notice tone="soon">{remind.problem.title}</Notice> : <p>{t('screen.remind.hint')}</p>}
      </Confirm>
      {open === 'reopen' && <Reopen id={matter.id} onClose={close} />}
    </div>
  )
}
