/** 启动预案 beside a hot spot: the plan is started from its oldest case. */
import { Button, useMay, useWords } from '@liren/web'
import { useState } from 'react'
import { StartPlan } from './start-plan.tsx'

export default function HotspotPlan({ of }: { readonly of: { readonly caseId: string; readonly title: string } }) {
  const t = useWords('command')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('plan.start')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('screen.act.plan')}</Button>
      {isOpen && <StartPlan about={of} onClose={() => setOpen(false)} />}
    </>
  )
}
