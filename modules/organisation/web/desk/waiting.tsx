/** Posts and duty lines that followed a redrawn cell and are to be confirmed. */
import { Waiting } from '@liren/web/desk'
import { organisation } from '../../contract.ts'

export default function CarriedWaiting() {
  return <Waiting at="/organisation/carried" contract={organisation} route="carried" />
}
