/** Said to whoever checks or closes: a photo shown as proof was taken elsewhere or too early. Nobody is refused by it. */
import { Notice, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'

export const PhotoDoubts = ({ of }: { of: CaseView }) => {
  const t = useWords('cases')
  const doubtful = of.evidence.filter(({ doubts }) => doubts.length > 0)
  if (doubtful.length === 0) return null
  return (
    <Notice tone="soon">
      <strong>{t('photoDoubt.title')}</strong>
      {doubtful.map((one) => (
        <span key={one.id} className="photo-doubt">
          {[
            t(`part.${one.part}`),
            ...one.doubts.map((doubt) => t(`photoDoubt.${doubt}`, { metres: one.metresOff ?? '' })),
          ].join(' · ')}
        </span>
      ))}
    </Notice>
  )
}
