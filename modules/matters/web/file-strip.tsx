/** Photos and papers belonging to a step or a message, small; a press opens the whole. */
import { Photos } from '@liren/files/web/photos.tsx'
import { useWords } from '@liren/web'
import type { MatterView } from '../contract.ts'

export const FileStrip = ({ ids, of }: { ids: readonly string[]; of: MatterView['files'] }) => {
  const t = useWords('matters')
  const shown = of.filter((file) => ids.includes(file.id)).map((file) => ({ ...file, takenAt: null }))
  if (shown.length === 0) return null
  return <Photos of={shown} label={t('screen.photos')} />
}
