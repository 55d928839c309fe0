/** Something is wrong at a stop: photo before, photo after if it is put right at once, sent. */
import { PhotoPicker, type Picked } from '@liren/files/web/photo-picker.tsx'
import { Button, Sheet, TextField, toastProblem, useDraft, useWords } from '@liren/web'
import { useState } from 'react'

export type Problem = { readonly before: readonly Picked[]; readonly after: readonly Picked[]; readonly note: string }
const empty: Problem = { before: [], after: [], note: '' }

export const ProblemSheet = ({
  itemId,
  stop,
  onClose,
  onSend,
}: {
  readonly itemId: string
  readonly stop: string
  readonly onClose: () => void
  readonly onSend: (problem: Problem) => Promise<void>
}) => {
  const t = useWords('patrol')
  const draft = useDraft<Problem>(`patrol.problem.${itemId}`, empty)
  const [isWrong, setWrong] = useState(false)
  const [isSending, setSending] = useState(false)
  const { before, after, note } = draft.value
  const isFixed = after.length > 0
  const missing =
    isFixed && before.length === 0 ? 'needBefore' : before.length === 0 && note.trim() === '' ? 'needSaid' : null
  const send = async () => {
    if (missing) return setWrong(true)
    setSending(true)
    try {
      await onSend(draft.value)
      await draft.forget()
      onClose()
    } catch (thrown) {
      setSending(false)
      toastProblem(thrown)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.problemAt', { name: stop })}
      action={
        <div className="patrol-send">
          {isWrong && missing && <p role="alert">{t(`screen.${missing}`)}</p>}
          <Button tone="main" isWide isBusy={isSending} disabled={!draft.isReady} onClick={() => void send()}>
            {t(isFixed ? 'screen.sendFixed' : 'screen.sendOpen')}
          </Button>
        </div>
      }
    >
      <PhotoPicker
        label={t('screen.before')}
        hint={t('screen.fixedHint')}
        withName
        place={stop}
        most={4}
        value={before}
        onChange={(photos) => draft.change({ before: photos })}
      />
      <PhotoPicker
        label={t('screen.after')}
        withName
        place={stop}
        most={4}
        value={after}
        onChange={(photos) => draft.change({ after: photos })}
      />
      <TextField
        label={t('screen.whatWrong')}
        isOptional
        maxLength={500}
        value={note}
        onChange={(event) => draft.change({ note: event.target.value })}
      />
    </Sheet>
  )
}
