/** Names only another module knows: of categories and channels. */
import { Named } from '@liren/web/desk'

export const CategoryName = ({ code }: { code: string }) => <Named slot="name:category" code={code} />
export const SourceName = ({ code }: { code: string }) => <Named slot="name:source" code={code} />
