/** On the page of a dispute: the way to whoever called out of a danger. */
import { ButtonLink, useMay, useWords } from '@liren/web'

type Matter = { readonly subjectId: string | null; readonly grade: number }

/** A call for help stands at the highest grade. */
const dangerGrade = 4

export default function GoThere({ of }: { of: Matter }) {
  const t = useWords('mutual-aid')
  const may = useMay()
  if (!of.subjectId || of.grade < dangerGrade || !may('help.rescue')) return null
  return (
    <ButtonLink to={`/mutual-aid/danger/${of.subjectId}`} tone="urgent" icon="warning" isWide>
      {t('screen.goThere')}
    </ButtonLink>
  )
}
