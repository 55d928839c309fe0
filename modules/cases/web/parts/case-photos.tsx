/** Photos of a case by what they show: as reported, before, after, at the check. */
import { Photos, type Shown } from '@liren/files/web/photos.tsx'
import { useTimes, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'

type Evidence = CaseView['evidence'][number]

const kindOf = (mime: string): Shown['kind'] =>
  mime.startsWith('image/')
    ? 'photo'
    : mime.startsWith('audio/')
      ? 'audio'
      : mime.startsWith('video/')
        ? 'video'
        : 'document'

export const asShown = ({ id, mime, name, url, thumbUrl, takenAt }: Evidence): Shown => ({
  id,
  kind: kindOf(mime),
  name,
  url,
  thumbUrl,
  takenAt,
})

/** Without `parts` all of them. */
export const CasePhotos = ({ of, parts }: { of: readonly Evidence[]; parts?: readonly Evidence['part'][] }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  const chosen = parts ? of.filter(({ part }) => parts.includes(part)) : of
  const byId = new Map(of.map((one) => [one.id, one]))
  const altOf = ({ id, takenAt }: Shown) => {
    const part = t(`part.${byId.get(id)?.part ?? 'other'}`)
    return takenAt ? t('screen.photoAlt', { part, at: when(takenAt) }) : part
  }
  return <Photos of={chosen.map(asShown)} label={t('screen.photos')} altOf={altOf} />
}
