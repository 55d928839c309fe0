/** Writes a new plan. */
import { useGo, useWords } from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { PlanForm } from './plan-form.tsx'
import { useBoardArea } from './use-board.ts'

export default function PlanNewPage() {
  const t = useWords()
  const go = useGo()
  const { whole } = useBoardArea()
  return (
    <DeskPage
      title={t('screen.writePlan')}
      hint={t('screen.plansHint')}
      back={{ to: '/command/plans?view=templates', label: t('nav.plans') }}
    >
      {whole && (
        <PlanForm area={whole} onDone={(id) => go(id ? `/command/plans/${id}` : '/command/plans?view=templates')} />
      )}
    </DeskPage>
  )
}
