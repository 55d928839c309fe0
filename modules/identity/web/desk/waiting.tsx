/** Roles somebody asked for, which the second administrator grants or refuses. */
import { Waiting } from '@liren/web/desk'
import { identity } from '../../contract.ts'

export default function GrantsWaiting() {
  return <Waiting at="/identity/grants" contract={identity} route="grantRequests" query={{ status: 'waiting' }} />
}
