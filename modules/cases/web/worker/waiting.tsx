/** Above the inbox: what was reported from this phone and has not arrived, and where things stand about it. */
import {
  Button,
  Chip,
  discard,
  Icon,
  keepDraft,
  Link,
  Row,
  type Send,
  tryAgain,
  useGo,
  useOutbox,
  useWords,
} from '@liren/web'
import { reportDraft, useKept } from './kept.ts'
import { useQueues } from './queue-page.tsx'
import type { KeptSettled } from './send-settled.ts'
import './worker.css'

const OnThisPhone = () => {
  const t = useWords('cases')
  const go = useGo()
  /** Back on the form, with everything that was written and taken. */
  const mend = async (send: Send) => {
    // Kept by the report page itself.
    const { form } = send.payload as KeptSettled
    await keepDraft(reportDraft, form)
    await discard(send.id)
    go('/cases/report')
  }
  const reports = useOutbox('cases.settled').filter(({ state }) => state !== 'sent')
  const refused = useKept().filter(({ send }) => send.state === 'refused')
  if (reports.length + refused.length === 0) return null
  return (
    <ul className="list waiting" aria-label={t('screen.worker.onThisPhone')}>
      {refused.map(({ send, kept }) => (
        <li key={send.id}>
          <Link to={`/cases/${kept.caseId}`} className="row">
            <span className="row-main">
              <span className="row-title">{send.title}</span>
              <span className="row-note">{send.why}</span>
            </span>
            <Chip tone="overdue">{t('screen.worker.rowRefused')}</Chip>
          </Link>
        </li>
      ))}
      {reports.map((send) => (
        <li key={send.id}>
          <div className="row">
            <span className="row-main">
              <span className="row-title">{send.title}</span>
              <span className="row-note">{send.why ?? t(`nav.kept.${send.state}`)}</span>
            </span>
            <Chip tone={send.state === 'refused' ? 'overdue' : 'soon'}>
              {t(send.state === 'refused' ? 'screen.worker.rowRefused' : 'screen.worker.rowKept')}
            </Chip>
          </div>
          {send.state === 'refused' && (
            <div className="button-row">
              <Button tone="quiet" onClick={() => void discard(send.id)}>
                {t('screen.worker.giveUp')}
              </Button>
              {/* Once the report itself has arrived, a second one would be a second case. */}
              {!('report' in send.done) && <Button onClick={() => void mend(send)}>{t('screen.worker.mend')}</Button>}
              <Button onClick={() => void tryAgain(send.id)}>{t('screen.worker.sendAnyway')}</Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

export default function Waiting() {
  const t = useWords('cases')
  const queues = useQueues()
  return (
    <>
      <OnThisPhone />
      {queues.length > 0 && (
        <Row
          to="/cases/queue"
          before={<Icon name="inbox" />}
          title={t('nav.queue')}
          note={queues.map((stage) => t(`process.case-handling.state.${stage}`)).join(' · ')}
        />
      )}
    </>
  )
}
