/** Visits and happenings still on this phone: waiting, or refused with what can be done about it. */
import { Button, Chip, discard, tryAgain, useOutbox, useWords } from '@liren/web'

export const KeptEntries = () => {
  const t = useWords('patrol')
  const kept = useOutbox('patrol.diary').filter(({ state }) => state !== 'sent')
  if (kept.length === 0) return null
  return (
    <ul className="list" aria-live="polite">
      {kept.map((send) => (
        <li key={send.id} className="patrol-stop">
          <span className="patrol-found">
            {send.title}
            <Chip tone={send.state === 'refused' ? 'overdue' : 'soon'}>
              {send.state === 'refused'
                ? t('screen.refused', { why: send.why ?? '' })
                : t(send.state === 'sending' ? 'screen.sending' : 'screen.waiting')}
            </Chip>
          </span>
          {send.state === 'refused' && (
            <span className="patrol-buttons">
              <Button onClick={() => void tryAgain(send.id)}>{t('screen.again')}</Button>
              <Button tone="quiet" onClick={() => void discard(send.id)}>
                {t('screen.drop')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
