/** Alerts nobody has taken note of. */
import { Waiting } from '@liren/web/desk'
import { command } from '../../contract.ts'

export default function AlertsWaiting() {
  return <Waiting at="/command/alerts" contract={command} route="alerts" query={{ state: 'unseen' }} />
}
