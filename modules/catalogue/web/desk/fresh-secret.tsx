/** A fresh secret between us and another system, shown this once; it asks for a fresh proof of who one is. */
import { Button, Notice, useProof, useSend, useWords } from '@liren/web'
import { catalogue } from '../../contract.ts'

export const FreshSecret = ({
  route,
  code,
}: {
  readonly route: 'newOwnerPortSecret' | 'newSubscriberSecret'
  readonly code: string
}) => {
  const t = useWords('catalogue')
  const send = useSend(catalogue, route, { stale: [[catalogue]], isQuiet: true })
  const { act, sheet } = useProof()
  return (
    <>
      {sheet}
      {send.reply && (
        <Notice tone="soon">
          <p>{t('screen.ports.secretHint')}</p>
          <code style={{ overflowWrap: 'anywhere' }}>{send.reply.secret}</code>
        </Notice>
      )}
      <Button isBusy={send.isSending} onClick={() => void act(() => send.soon({ params: { code } }))}>
        {t('screen.ports.newSecret')}
      </Button>
    </>
  )
}
