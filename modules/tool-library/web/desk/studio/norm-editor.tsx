/** Writing a norm: what it is about, its clauses one by one, what it rests on; then handed in like any tool. */
import { Icon, Switch, useTimes, useWords } from '@liren/web'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { normKinds, type ToolDocument } from '../../../document/document.ts'
import { both } from '../../../document/studio.ts'
import { FaultLine } from './fault-line.tsx'
import { Faults } from './part.ts'
import { HandIn } from './step-hand-in.tsx'
import { useKeeping } from './use-keeping.ts'

type Norm = NonNullable<ToolDocument['norm']>
type Clause = Norm['clauses'][number]

const nextId = (clauses: readonly Clause[]) => {
  const numbers = clauses.map(({ id }) => Number(/^c(\d{1,4})$/.exec(id)?.[1] ?? 0))
  return `c${Math.max(0, ...numbers) + 1}`
}

const Clauses = ({ of, onChange }: { of: Norm; onChange: (clauses: Clause[]) => void }) => {
  const t = useWords('tool-library')
  const set = (id: string, part: Partial<Clause>) =>
    onChange(of.clauses.map((one) => (one.id === id ? { ...one, ...part } : one)))
  return (
    <>
      <ol className="studio-cards">
        {of.clauses.map((one, index) => (
          <li key={one.id} className="studio-card">
            <Input
              aria-label={t('norm.clauseOf', { number: index + 1 })}
              placeholder={t('norm.clauseHint')}
              value={one.title['zh-CN']}
              maxLength={60}
              onChange={(event) => set(one.id, { title: both(event.target.value, one.title.en) })}
            />
            <Input.TextArea
              aria-label={t('norm.textOf', { number: index + 1 })}
              placeholder={t('norm.textHint')}
              value={one.text?.['zh-CN'] ?? ''}
              maxLength={600}
              autoSize={{ minRows: 1 }}
              onChange={(event) => {
                const { text: _, ...rest } = one
                const text = event.target.value
                onChange(
                  of.clauses.map((each) =>
                    each.id === one.id
                      ? text
                        ? { ...rest, text: both(text, one.text?.en ?? `Clause ${index + 1}, in full`) }
                        : rest
                      : each,
                  ),
                )
              }}
            />
            <div className="studio-acts">
              <Switch label={t('norm.due')} value={one.isDue ?? false} onChange={(isDue) => set(one.id, { isDue })} />
              <Button
                type="text"
                aria-label={t('norm.dropOf', { number: index + 1 })}
                icon={<Icon name="close" size={18} />}
                onClick={() => onChange(of.clauses.filter(({ id }) => id !== one.id))}
              />
            </div>
            <FaultLine at={`/norm/clauses/${index}`} />
          </li>
        ))}
      </ol>
      <div className="studio-acts">
        <Button
          disabled={of.clauses.length >= 60}
          onClick={() => {
            const id = nextId(of.clauses)
            onChange([...of.clauses, { id, title: both('', `Clause ${id.slice(1)}`), isDue: true }])
          }}
        >
          {t('norm.addClause')}
        </Button>
      </div>
    </>
  )
}

export const NormEditor = ({ id, area, first }: { id: string; area: string; first: ToolDocument }) => {
  const t = useWords('tool-library')
  const { when } = useTimes()
  const [tool, setTool] = useState(first)
  const next = (change: (one: ToolDocument) => ToolDocument) => setTool(change)
  const { checked, keptAt, isLost } = useKeeping(id, area, tool)
  const { norm } = tool
  if (!norm) return null
  // The version number follows from what was changed; nobody has to know how.
  const due = checked?.latest?.next
  if (due && due !== tool.version) setTool({ ...tool, version: due })
  const change = (part: Partial<Norm>) => next((one) => ({ ...one, norm: { ...norm, ...part } }))
  return (
    <Faults value={checked?.faults ?? []}>
      <p className="studio-note" role="status">
        {isLost
          ? t('studio.notKept')
          : keptAt
            ? t('studio.keptAt', { at: when(keptAt.toISOString()) })
            : t('studio.keeping')}
      </p>
      <div className="studio-start">
        <section className="panel studio-part">
          <h2>{t('norm.write')}</h2>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('norm.name')}</span>
            <Input
              value={tool.name['zh-CN']}
              maxLength={30}
              onChange={(event) => next((one) => ({ ...one, name: both(event.target.value, one.name.en) }))}
            />
            <FaultLine at="/name" />
          </label>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('norm.for')}</span>
            <Input
              value={tool.summary['zh-CN']}
              maxLength={200}
              onChange={(event) => next((one) => ({ ...one, summary: both(event.target.value, one.summary.en) }))}
            />
            <FaultLine at="/summary" />
          </label>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('norm.about')}</span>
            <Select
              aria-label={t('norm.about')}
              value={norm.about}
              options={normKinds.map((value) => ({ value, label: t(`normAbout.${value}`) }))}
              onChange={(about) => change({ about })}
            />
          </label>
          <h3>{t('norm.clauses', { count: norm.clauses.length })}</h3>
          <Clauses of={norm} onChange={(clauses) => change({ clauses })} />
        </section>
        <section className="panel">
          <h2>{t('studio.handIn')}</h2>
          <HandIn
            id={id}
            area={area}
            tool={tool}
            change={next}
            checked={checked}
            onGo={() => undefined}
            onUsualExample={() => undefined}
          />
        </section>
      </div>
    </Faults>
  )
}
