/** Reports still on this phone: waiting for the network, or refused and to be mended. Nothing when there are none. */
import { Icon, Link, useOutbox, useWords } from '@liren/web'

export default function WaitingReports() {
  const t = useWords('cases')
  const kept = useOutbox('cases.report').filter(({ state }) => state !== 'sent')
  if (kept.length === 0) return null
  return (
    <ul className="list">
      {kept.map(({ id, title, state }) => (
        <li key={id}>
          <Link to={`/cases/receipts/${id}`} className="row">
            <Icon name={state === 'refused' ? 'warning' : 'clock'} />
            <span className="row-main">
              <span className="row-title">{title}</span>
              <span className="row-note">{t(`nav.kept.${state}`)}</span>
            </span>
            <Icon name="forward" size={18} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
