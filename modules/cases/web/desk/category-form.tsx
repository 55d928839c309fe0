/** One category: its standards in the words people go by, its limits, its grade. Changed by whoever keeps the catalogue. */
import { Button, Chip, Facts, Failed, Field, Skeleton, TextField, toast, useAsk, useMay, useSend } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Radio, Select } from 'antd'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { type Limit, useCaseWords } from './case-words.ts'
import { Labelled } from './choosers.tsx'
import { LimitFields } from './limit-fields.tsx'

type Category = NonNullable<CaseView['category']>
const grades = [1, 2, 3, 4] as const

export const CategoryForm = ({ code }: { code: string }) => {
  const { data, error, refetch } = useAsk(cases, 'category', { params: { code }, query: {} })
  const may = useMay()
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={8} />
  return may('category.change') ? <Edit of={data} /> : <Read of={data} />
}

const Read = ({ of }: { of: Category }) => {
  const { t, d, clock, limit, list } = useCaseWords()
  return (
    <Panel title={`${of.name} ${of.code}`}>
      <Facts
        of={[
          [d('type'), of.path.join(' › ')],
          [d('grade'), t(`grade.${of.grade}`)],
          [d('filingStandard'), of.filingStandard],
          [d('closingStandard'), of.closingStandard],
          ...Object.entries(of.limits).map(([name, one]) => [clock(name), limit(one)] as const),
          [d('keywords'), list(of.keywords)],
        ]}
      />
    </Panel>
  )
}

const Edit = ({ of }: { of: Category }) => {
  const { t, d } = useCaseWords()
  const [form, setForm] = useState(() => ({
    name: of.name,
    filingStandard: of.filingStandard,
    closingStandard: of.closingStandard,
    grade: of.grade,
    keywords: [...of.keywords],
  }))
  const [limits, setLimits] = useState<Readonly<Record<string, Limit>>>(of.limits)
  const change = (more: Partial<typeof form>) => setForm({ ...form, ...more })
  const send = useSend(cases, 'changeCategory', { stale: [[cases]], then: () => toast(d('kept'), 'good') })
  return (
    <Panel
      title={`${of.name} ${of.code}`}
      tools={
        <span className="chips">
          {of.isRestricted && <Chip tone="overdue">{d('restricted')}</Chip>}
          {of.isManualOnly && <Chip>{d('manualOnly')}</Chip>}
        </span>
      }
    >
      <div className="detail">
        <p className="case-note">{of.path.join(' › ')}</p>
        <Field
          label={d('name')}
          maxLength={60}
          value={form.name}
          error={send.errors.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Labelled label={d('grade')}>
          {(id) => (
            <Radio.Group
              id={id}
              aria-label={d('grade')}
              optionType="button"
              value={form.grade}
              options={grades.map((value) => ({ value, label: t(`grade.${value}`) }))}
              onChange={(event) => change({ grade: grades.find((one) => one === event.target.value) ?? of.grade })}
            />
          )}
        </Labelled>
        <div className="two">
          <TextField
            label={d('filingStandard')}
            rows={3}
            maxLength={400}
            value={form.filingStandard}
            error={send.errors.filingStandard}
            onChange={(event) => change({ filingStandard: event.target.value })}
          />
          <TextField
            label={d('closingStandard')}
            rows={3}
            maxLength={400}
            value={form.closingStandard}
            error={send.errors.closingStandard}
            onChange={(event) => change({ closingStandard: event.target.value })}
          />
        </div>
        <LimitFields kept={of.limits} limits={limits} onChange={setLimits} />
        <Labelled label={d('keywords')} hint={d('keywordsHint')} error={send.errors.keywords}>
          {(id) => (
            <Select
              id={id}
              aria-label={d('keywords')}
              mode="tags"
              open={false}
              suffixIcon={null}
              tokenSeparators={['，', ',', '、', ' ']}
              value={form.keywords}
              onChange={(keywords: string[]) => change({ keywords })}
            />
          )}
        </Labelled>
        <p className="button-row">
          <Button
            tone="main"
            isBusy={send.isSending}
            onClick={() => send.now({ params: { code: of.code }, body: { ...form, limits: { ...limits } } })}
          >
            {d('keep')}
          </Button>
        </p>
        <p className="case-note">{d('notRetroactive')}</p>
      </div>
    </Panel>
  )
}
