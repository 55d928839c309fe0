/** Messages that are still on this device: waiting, or refused and left to the person. */
import { Button, Chip, discard, tryAgain, useOutbox, useTimes, useWords } from '@liren/web'
import type { KeptSaying } from './send-say.ts'

type Said = { readonly text: string; readonly isPublic: boolean; readonly at: string }

/** On its way though it stands in the thread already: only the answer is still to come. */
const hasArrived = (messages: readonly Said[], saying: KeptSaying, madeAt: number) =>
  messages.some(
    ({ text, isPublic, at }) =>
      text === saying.text && isPublic === saying.isPublic && Date.parse(at) > madeAt - 120_000,
  )

export const KeptSayings = ({ matterId, messages }: { matterId: string; messages: readonly Said[] }) => {
  const t = useWords('matters')
  const { when } = useTimes()
  const kept = useOutbox('matters.say').flatMap((send) => {
    if (send.state === 'sent') return []
    // What is kept under this kind was put there by `thread.tsx`.
    const saying = send.payload as KeptSaying
    const isHere = saying.matterId === matterId
    if (!isHere || (send.state !== 'refused' && hasArrived(messages, saying, new Date(send.madeAt).getTime())))
      return []
    return [{ send, saying }]
  })
  if (kept.length === 0) return null
  return (
    <ol className="talk" aria-live="polite" aria-label={t('screen.onTheWay')}>
      {kept.map(({ send, saying }) => (
        <li key={send.id} className="talk-mine">
          <p className="talk-who">
            {when(send.madeAt)}{' '}
            <Chip tone={send.state === 'refused' ? 'overdue' : 'soon'}>{t(`web:outbox.${send.state}`)}</Chip>
          </p>
          <p className="talk-said">{saying.text}</p>
          {saying.photos && saying.photos.length > 0 && (
            <p className="talk-who">{t('screen.attachedWaiting', { count: saying.photos.length })}</p>
          )}
          {send.state === 'refused' && (
            <>
              <p className="talk-who">{send.why}</p>
              <div className="button-row">
                <Button tone="quiet" onClick={() => void discard(send.id)}>
                  {t('web:outbox.discard')}
                </Button>
                <Button onClick={() => void tryAgain(send.id)}>{t('web:tryAgain')}</Button>
              </div>
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
