/** Names only another module knows: of categories and channels, asked through slots; their code where nobody says. */
import { Slot, useRegistry } from '@liren/web'

const Named = ({ slot, code }: { slot: string; code: string }) => {
  const { slots } = useRegistry()
  return slots.has(slot) ? <Slot name={slot} of={{ code }} /> : code
}
export const CategoryName = ({ code }: { code: string }) => <Named slot="name:category" code={code} />
export const SourceName = ({ code }: { code: string }) => <Named slot="name:source" code={code} />
