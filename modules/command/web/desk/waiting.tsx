/** At the desk's home: calls that wait for my answer, people to be asked how it went, and alerts nobody has taken note of. */
import { Waiting } from '@liren/web/desk'
import { command } from '../../contract.ts'

export default function CommandWaiting() {
  return (
    <>
      <Waiting
        at="/command/calls"
        contract={command}
        route="myCalls"
        isLate={({ dueAt }) => Date.parse(dueAt) < Date.now()}
      />
      <Waiting
        at="/command/follow-ups"
        contract={command}
        route="followUpsDue"
        isLate={({ askBy }) => Date.parse(askBy) < Date.now()}
      />
      <Waiting at="/command/alerts" contract={command} route="alerts" query={{ state: 'unseen' }} />
    </>
  )
}
