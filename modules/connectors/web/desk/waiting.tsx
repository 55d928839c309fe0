/** What peers answered about cases handed over to them, for whoever opens the desk. */
import { Waiting } from '@liren/web/desk'
import { connectors } from '../../contract.ts'

export default function ConnectorsWaiting() {
  return <Waiting at="/connectors/answers" contract={connectors} route="answers" />
}
