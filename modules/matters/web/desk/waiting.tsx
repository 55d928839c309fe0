/** What the spine lets wait for whoever opens the desk: decisions asked for, and words of residents nobody has answered. */
import { Waiting } from '@liren/web/desk'
import { matters } from '../../contract.ts'

export default function MattersWaiting() {
  const isPast = (at: string) => new Date(at) < new Date()
  return (
    <>
      <Waiting at="/matters/requests" contract={matters} route="requests" />
      <Waiting at="/matters/unanswered" contract={matters} route="unanswered" isLate={({ dueAt }) => isPast(dueAt)} />
    </>
  )
}
