/** Applications whose next step is the office's, and papers that were to follow. */
import { Waiting } from '@liren/web/desk'
import { services } from '../../contract.ts'

/** In these states nobody else has to move. */
const ours = ['submitted', 'reviewing', 'issuing']

export default function ApplicationsWaiting() {
  return (
    <>
      <Waiting at="/services/board" contract={services} route="board" isDue={({ state }) => ours.includes(state)} />
      <Waiting at="/services/late" contract={services} route="lateMaterials" />
    </>
  )
}
