/** Tells the form that accepts a case how soon its words say it has to be done, and why. */
import { Chip, useAsk, useWords } from '@liren/web'
import { useEffect } from 'react'
import { triage } from '../../contract.ts'
import './triage.css'

export default function ProposedGrade({
  of,
}: {
  of: { readonly id: string; readonly tell: (grade: 1 | 2 | 3 | 4) => void }
}) {
  const t = useWords()
  const { data } = useAsk(triage, 'sorting', { params: { id: of.id } }, { staleSeconds: 5 })
  const grade = data?.proposal.grade
  useEffect(() => {
    if (grade === 1 || grade === 2 || grade === 3 || grade === 4) of.tell(grade)
  }, [grade, of.tell])
  if (!data || data.proposal.grade <= 1) return null
  return (
    <p className="triage-row">
      <Chip tone={data.proposal.grade > 2 ? 'overdue' : 'soon'}>
        {t('screen.grade', { grade: t(`matters:grade.${data.proposal.grade}`) })}
      </Chip>
      <span className="triage-note">{data.proposal.gradeBecause}</span>
    </p>
  )
}
