/** The studio at work: the parts of a tool step by step, what is still open at each, everything to be taken back, the phone beside. */
import { Icon, useTimes, useWords } from '@liren/web'
import { Button, Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { completed, ownOf } from '../../../document/completed.ts'
import type { ToolDocument } from '../../../document/document.ts'
import { facing, facingChange, facingPath, processAt } from '../../../document/several.ts'
import { useSay } from '../../parts/say.ts'
import { type Change, Faults, type StepName, stepOf, steps } from './part.ts'
import { Preview } from './preview.tsx'
import { ForWhom } from './step-audience.tsx'
import { Basics } from './step-basics.tsx'
import { Fields } from './step-fields.tsx'
import { type Checked, HandIn } from './step-hand-in.tsx'
import { Steps } from './step-process.tsx'
import { Rules } from './step-rules.tsx'
import { Texts } from './step-texts.tsx'
import { TryIt } from './step-try.tsx'
import { useHistory } from './use-history.ts'
import { useKeeping } from './use-keeping.ts'

const drawn = {
  basics: Basics,
  fields: Fields,
  steps: Steps,
  rules: Rules,
  forWhom: ForWhom,
  texts: Texts,
  tryIt: TryIt,
} as const

/** Of how many parts a tool is made: adding or taking away one of them is a change of its own. */
const shapeOf = (tool: ToolDocument) =>
  [
    ...tool.forms.map(({ fields }) => fields.map(({ key }) => key).join()),
    ...tool.processes.map(({ states, moves }) => `${Object.keys(states)} ${Object.keys(moves)}`),
    tool.lists?.map(({ columns }) => columns.join()).join(),
    tool.reminders?.length,
    tool.points?.length,
    Object.keys(tool.texts ?? {}).join(),
  ].join('|')

/** Of several forms the one a place lies in. */
const formAt = (tool: ToolDocument, path: string) =>
  tool.forms[Number(/^\/forms\/(\d+)/.exec(path)?.[1] ?? 0)]?.id ?? null

/** Steps at which one process is composed, where a tool has several. */
const byProcess: readonly StepName[] = ['fields', 'steps', 'rules', 'tryIt']

/** A step is done when nothing is open there, and there is something there. */
const isDone = (step: StepName, tool: ToolDocument, checked: Checked | undefined) => {
  if (step === 'tryIt' || step === 'handIn') return false
  if (step === 'fields' && (tool.forms[0]?.fields.length ?? 0) === 0) return false
  return !(checked?.faults ?? []).some(({ path, level }) => level === 'refuse' && stepOf(path) === step)
}

export const Editor = ({ id, area, first }: { id: string; area: string; first: ToolDocument }) => {
  const t = useWords('tool-library')
  const { when } = useTimes()
  const say = useSay()
  const { value: tool, change, settle, undo, redo, canUndo, canRedo } = useHistory(first, shapeOf)
  const [own, setOwn] = useState(() => ownOf(first))
  const whole = useMemo(() => completed(tool, own), [tool, own])
  const { checked, keptAt, isLost } = useKeeping(id, area, whole)
  const [step, setStep] = useState<StepName>(first.forms[0]?.fields.length ? 'basics' : 'fields')
  const [form, setForm] = useState<string | null>(null)
  const [process, turnTo] = useState<string | null>(null)
  const faced = useMemo(() => facing(tool, process), [tool, process])
  const changeFaced: Change = (next) => change((one) => facingChange(one, process, next))
  const heading = useRef<HTMLHeadingElement>(null)
  const next = checked?.latest?.next
  // The version number follows from what was changed; nobody has to know how.
  useEffect(() => {
    if (next && next !== tool.version) settle((one) => ({ ...one, version: next }))
  }, [next, tool.version, settle])
  const go = (to: StepName) => {
    setStep(to)
    requestAnimationFrame(() => {
      window.scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    })
  }
  const after = steps[steps.indexOf(step) + 1]
  const Drawn = step === 'handIn' ? null : drawn[step]
  const faults = (checked?.faults ?? []).map((one) => ({ ...one, path: facingPath(tool, process, one.path) }))
  return (
    <Faults value={faults}>
      <div className="studio-bar">
        <Button disabled={!canUndo} onClick={undo}>
          {t('studio.undo')}
        </Button>
        <Button disabled={!canRedo} onClick={redo}>
          {t('studio.redo')}
        </Button>
        <span className="studio-note" role="status">
          {isLost
            ? t('studio.notKept')
            : keptAt
              ? t('studio.keptAt', { at: when(keptAt.toISOString()) })
              : t('studio.keeping')}
        </span>
      </div>
      <div className="studio-frame">
        <nav className="studio-steps" aria-label={t('studio.stepsOf')}>
          <ol>
            {steps.map((name, index) => {
              const done = isDone(name, tool, checked)
              const open = (checked?.faults ?? []).filter(
                ({ path, level }) => level === 'refuse' && stepOf(path) === name,
              )
              return (
                <li key={name}>
                  <button type="button" aria-current={name === step ? 'step' : undefined} onClick={() => go(name)}>
                    <span
                      className={done ? 'studio-dot is-done' : open.length > 0 ? 'studio-dot is-open' : 'studio-dot'}
                    >
                      {done ? <Icon name="check" size={14} /> : index + 1}
                    </span>
                    {t(`studio.${name}`)}
                    {open.length > 0 && name !== 'handIn' && (
                      <span className="studio-count">{t('studio.openCount', { count: open.length })}</span>
                    )}
                  </button>
                </li>
              )
            })}
          </ol>
        </nav>
        <section className="panel studio-main">
          <h2 ref={heading} tabIndex={-1}>
            {t(`studio.${step}`)}
          </h2>
          <p className="studio-note">{t(`studioHint.${step}`)}</p>
          {tool.processes.length > 1 && byProcess.includes(step) && (
            <p className="studio-between">
              {t('studio.whichProcess', { count: tool.processes.length })}
              <Select
                aria-label={t('studio.whichProcess', { count: tool.processes.length })}
                style={{ minWidth: 200 }}
                value={faced.processes[0]?.id ?? null}
                options={tool.processes.map(({ id, title }) => ({ value: id, label: say(title) || id }))}
                onChange={(next) => {
                  turnTo(next)
                  setForm(null)
                }}
              />
            </p>
          )}
          {Drawn ? (
            <Drawn
              key={process}
              tool={faced}
              change={changeFaced}
              reserved={checked?.latest?.keys ?? []}
              form={form}
              onForm={(next) => {
                setForm(next)
                if (step !== 'fields') go('fields')
              }}
            />
          ) : (
            <HandIn
              id={id}
              area={area}
              tool={whole}
              change={change}
              checked={checked}
              onGo={(to, path) => {
                const of = processAt(tool, path)
                if (of) turnTo(of)
                setForm(formAt(tool, path))
                go(to)
              }}
              onUsualExample={() => setOwn((one) => ({ ...one, examples: false }))}
            />
          )}
          {after && (
            <footer>
              <Button type="primary" onClick={() => go(after)}>
                {t('studio.nextStep', { step: t(`studio.${after}`) })}
              </Button>
            </footer>
          )}
        </section>
        <aside className="studio-aside">
          <h2>{t('studio.preview')}</h2>
          <Preview key={process} tool={faced} />
        </aside>
      </div>
    </Faults>
  )
}
