/** Above the inbox: somebody calls me and waits for my answer. */
import { keyOf, Link, useAsk, useLive, useSession, useWords } from '@liren/web'
import { command } from '../../contract.ts'

export default function Called() {
  const t = useWords('command')
  const session = useSession()
  const { data } = useAsk(command, 'myCalls', { query: {} }, { enabled: session.id !== null, everySeconds: 60 })
  useLive([session.id && `account:${session.id}`], [keyOf(command, 'myCalls')])
  const [call] = data?.items ?? []
  if (!call) return null
  return (
    <Link to="/command/calls" className="notice notice-overdue">
      <strong>{t('screen.youAreCalled', { count: data?.items.length ?? 0 })}</strong> {call.title}
    </Link>
  )
}
