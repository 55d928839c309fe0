/** Names only another module knows: of categories and channels. */
import { Named } from '@liren/web/desk'

/** As it is called in `area`, where one is given. */
export const CategoryName = ({ code, area = null }: { code: string; area?: string | null }) => (
  <Named slot="name:category" code={code} area={area} />
)
export const SourceName = ({ code }: { code: string }) => <Named slot="name:source" code={code} />
