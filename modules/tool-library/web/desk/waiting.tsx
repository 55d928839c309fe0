/** What waits about tools: those handed in for review, and remarks nobody has answered. */
import { Waiting } from '@liren/web/desk'
import { toolLibrary } from '../../contract.ts'

export default function ToolsWaiting() {
  return (
    <>
      <Waiting at="/tool-library/reviews" contract={toolLibrary} route="reviews" />
      <Waiting at="/tool-library/remarks" contract={toolLibrary} route="remarks" query={{ state: 'new' }} />
    </>
  )
}
