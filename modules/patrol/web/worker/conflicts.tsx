/** What the server did not take: a colleague was first, or the round is somebody else's now. A person decides what becomes of it. */
import { Button, discard, Notice, sendSoon, tryAgain, useWords } from '@liren/web'
import { useKept } from './round-here.ts'

export const Conflicts = () => {
  const t = useWords('patrol')
  const { records, turns } = useKept()
  const refused = records.filter(({ send }) => send.state === 'refused')
  const lost = turns.filter(({ send }) => send.state === 'refused')
  return (
    <>
      {lost.map(({ send }) => (
        <Notice key={send.id} tone="overdue">
          <p>
            <strong>{send.title}</strong> {t('screen.refused', { why: send.why ?? '' })}
          </p>
          <Button onClick={() => void discard(send.id)}>{t('screen.drop')}</Button>
        </Notice>
      ))}
      {refused.map(({ send, kept }) => (
        <Notice key={send.id} tone="overdue">
          <p>
            <strong>{kept.stop}</strong> {t('screen.conflict', { why: send.why ?? '' })}
          </p>
          <p>{t('screen.conflictHint', { found: t(`found.${kept.found}`) })}</p>
          <div className="patrol-buttons">
            <Button
              tone="main"
              onClick={() =>
                void sendSoon('patrol.note', send.title, kept, { at: '/patrol' }).then(() => discard(send.id))
              }
            >
              {t('screen.keepAsNote')}
            </Button>
            <Button onClick={() => void tryAgain(send.id)}>{t('screen.again')}</Button>
            <Button tone="quiet" onClick={() => void discard(send.id)}>
              {t('screen.drop')}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  )
}
