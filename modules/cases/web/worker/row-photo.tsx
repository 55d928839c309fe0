/** The first photo of a case beside its row in the inbox. */
import type { MatterRow } from '@liren/matters/contract'
import { useCard } from '../parts/card-soon.ts'
import { RowPhoto } from '../resident/row-photo.tsx'
import './worker.css'

export default function InboxPhoto({ of }: { of: Pick<MatterRow, 'id'> }) {
  return <RowPhoto url={useCard(of.id)?.thumbUrl} />
}
