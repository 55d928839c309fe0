/** While acting for somebody: said plainly on every board, with the way out beside it. */
import { Button, Notice, refreshSession, useAsk, useSend, useSession, useTimes, useWords } from '@liren/web'
import { identity } from '../contract.ts'
import './assisting.css'

export default function Assisting() {
  const t = useWords()
  const { when } = useTimes()
  const session = useSession()
  const { data } = useAsk(identity, 'me', {})
  const stop = useSend(identity, 'stopAssistance', { then: () => void refreshSession() })
  const authority = data?.authorities.find(({ personId }) => personId === session.onBehalfOf?.personId)
  return (
    <aside className="assisting">
      <Notice tone="soon">
        <p>
          {t('screen.assisting', { purpose: session.onBehalfOf?.purpose ?? authority?.purpose ?? '' })}
          {authority && ` ${t('screen.until', { when: when(authority.untilAt) })}`}
        </p>
        <Button isBusy={stop.isSending} onClick={() => stop.now({})}>
          {t('screen.stopAssisting')}
        </Button>
      </Notice>
    </aside>
  )
}
