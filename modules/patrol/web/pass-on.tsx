/** One tap makes a case of what was unforeseen; afterwards it leads there. */
import { Button, Link, toast, useSend, useWords } from '@liren/web'
import { type Happening, patrol } from '../contract.ts'

export const PassOn = ({ of, onDone }: { of: Happening; onDone?: () => void }) => {
  const t = useWords('patrol')
  const send = useSend(patrol, 'passOn', {
    stale: [[patrol]],
    then: () => {
      toast(t('screen.passedOn'), 'good')
      onDone?.()
    },
  })
  if (of.caseId !== null) return <Link to={`/cases/${of.caseId}`}>{t('screen.toItsCase')}</Link>
  return (
    <Button isBusy={send.isSending} onClick={() => send.now({ params: { id: of.id }, body: {} })}>
      {t('screen.passOn')}
    </Button>
  )
}
