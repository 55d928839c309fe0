/** A plan as it is written down, each demand with where it can be looked up. */
import { Button, Field, SelectField, TextField, toast, useSend, useWords } from '@liren/web'
import { AreaField } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { needs } from '../../item.ts'
import { RowList } from './edit/row-list.tsx'
import type { Plan } from './post.ts'

const kinds = ['feedback', 'survey', 'hotline', 'figure', 'motion'] as const

export const KeepPlan = ({ of, onDone }: { of: Plan; onDone: () => void }) => {
  const t = useWords('services')
  const [plan, setPlan] = useState(of)
  const send = useSend(services, 'keepPlan', {
    stale: [[services, 'plans']],
    then: () => {
      toast(t('edit.kept'), 'good')
      onDone()
    },
  })
  const { id, title, need, areaCode, text, demands } = plan
  const isWhole =
    [title, text, areaCode].every((one) => one.trim() !== '') &&
    demands.every(({ reference }) => reference.trim() !== '')
  return (
    <>
      <Field
        label={t('plan.title')}
        value={title}
        maxLength={80}
        error={send.errors.title}
        onChange={(event) => setPlan({ ...plan, title: event.target.value })}
      />
      <SelectField
        label={t('plan.need')}
        value={need}
        choices={needs.map((value) => ({ value, label: t(`need.${value}`) }))}
        onChange={(event) => setPlan({ ...plan, need: needs.find((one) => one === event.target.value) ?? need })}
      />
      <AreaField
        label={t('post.areaCode')}
        value={areaCode}
        error={send.errors.area}
        onChange={(code) => setPlan({ ...plan, areaCode: code })}
      />
      <TextField
        label={t('plan.text')}
        value={text}
        maxLength={2000}
        error={send.errors.text}
        onChange={(event) => setPlan({ ...plan, text: event.target.value })}
      />
      <RowList
        title={t('plan.demand')}
        rows={demands}
        fresh={{ kind: 'feedback', reference: '' }}
        onChange={(rows) => setPlan({ ...plan, demands: [...rows] })}
        draw={(row, change) => (
          <>
            <SelectField
              label={t('plan.kindOf')}
              value={row.kind}
              choices={kinds.map((value) => ({ value, label: t(`plan.kind.${value}`) }))}
              onChange={(event) => change({ kind: kinds.find((one) => one === event.target.value) ?? row.kind })}
            />
            <Field
              label={t('plan.reference')}
              value={row.reference}
              maxLength={200}
              onChange={(event) => change({ reference: event.target.value })}
            />
          </>
        )}
      />
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id }, body: { title, need, area: areaCode, text, demands } })}
      >
        {t('plan.keep')}
      </Button>
    </>
  )
}
