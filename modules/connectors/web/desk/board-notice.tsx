/** What did not reach a system beside us, said on the board before anybody relies on it; nothing where all is well. */
import { Link, Notice, useAsk, useMay, useWords } from '@liren/web'
import { connectors } from '../../contract.ts'

export default function BoardNotice() {
  const t = useWords('connectors')
  const mayRead = useMay()('exchange.read')
  const asked = useAsk(connectors, 'peers', {}, { enabled: mayRead, everySeconds: 60 })
  const broken = (asked.data?.items ?? []).filter(({ isOn, failed }) => isOn && failed > 0)
  if (broken.length === 0) return null
  return (
    <Notice tone="overdue">
      {broken.map(({ code, name, failed }) => (
        <Link key={code} to={`/connectors/messages?state=failed&peer=${code}`}>
          {t('screen.notArrived', { name, count: failed })}
        </Link>
      ))}
    </Notice>
  )
}
