/** Beside the work: the tool as a neighbour meets it on a phone and as staff do, at every step from the first form to the end, as it stands right now. */
import { Chip, Facts, Icon, Notice, useTimes, useWords } from '@liren/web'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import type { Field, Form, Move, Process, ToolDocument } from '../../../document/document.ts'
import { formsOf } from '../../../document/facts.ts'
import { definitionOf } from '../../../document/form-definition.ts'
import { answersAt, movesOf, type Role } from '../../../document/rehearsal.ts'
import { MoveForm, useMoveForm } from '../../parts/move-form.tsx'
import { iconOf, useSay } from '../../parts/say.ts'

const Asked = ({ form }: { form: Form }) => {
  const definition = definitionOf(form)
  const { filling } = useMoveForm(definition)
  return <MoveForm definition={definition} filling={filling} isTried={false} />
}

const useShown = () => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const say = useSay()
  return (field: Field, value: unknown): string => {
    if (field.isPersonal) return t('screen.sealed')
    if (typeof value === 'boolean') return t(value ? 'screen.yes' : 'screen.no')
    const words = (one: unknown) => say(field.choices?.[String(one)] ?? { 'zh-CN': String(one), en: String(one) })
    return Array.isArray(value) ? list(value.map(words)) : words(value ?? '—')
  }
}

/** What may be done from here, and what is asked on the way. */
const Moves = ({ tool, of }: { tool: ToolDocument; of: readonly (readonly [string, Move])[] }) => {
  const t = useWords('tool-library')
  const say = useSay()
  return of.map(([name, move]) => {
    const form = tool.forms.find(({ id, fields }) => id === move.form && fields.length > 0)
    return (
      <div key={name} className="studio-moment">
        <p>
          <Chip>{say(move.title)}</Chip>
        </p>
        {form && (
          <>
            <p className="studio-note">{t('studio.fillOnMove', { name: say(move.title) })}</p>
            <Asked key={form.id} form={form} />
          </>
        )}
      </div>
    )
  })
}

/** One made-up record in one state, as its asker or as staff see it. */
const AtState = ({ tool, process, state, eye }: { tool: ToolDocument; process: Process; state: string; eye: Role }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const shown = useShown()
  const at = process.states[state]
  if (!at) return null
  const answers = answersAt(tool, process, state)
  const columns = tool.lists?.find(({ board, of }) => board === 'worker' && of === process.id)?.columns ?? []
  const all = formsOf(tool, process).flatMap(({ fields }) => fields)
  const fields = all.filter(({ key }) => key in answers)
  const inList = all.filter(({ key }) => columns.includes(key) && key in answers)
  const isOver = at.phase === 'done'
  const moves = movesOf(tool, process, { state, answers, steps: [] }, eye)
  const facts = (some: readonly Field[]) => (
    <Facts of={some.map((field): [string, string] => [say(field.label), shown(field, answers[field.key])])} />
  )
  return (
    <>
      {eye === 'worker' && (
        <>
          <p className="studio-note">{t('studio.staffSee')}</p>
          {inList.length === 0 ? <p className="studio-empty">{t('studio.noColumns')}</p> : facts(inList)}
          <p className="studio-note">{t('studio.staffOpen')}</p>
        </>
      )}
      <p>
        <Chip tone={isOver ? 'done' : 'main'}>{say(at.title) || state}</Chip>
      </p>
      {eye === 'resident' && !isOver && tool.texts?.after && <Notice tone="good">{say(tool.texts.after)}</Notice>}
      {facts(fields)}
      <Moves tool={tool} of={moves} />
      {moves.length === 0 && <p className="studio-empty">{t(isOver ? 'studio.momentOver' : 'studio.momentWaits')}</p>}
    </>
  )
}

const eyes = ['resident', 'worker'] as const
/** Before there is a record: the form that opens it. No state is called so. */
const asking = ' '

export const Preview = ({ tool }: { tool: ToolDocument }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const [eye, look] = useState<(typeof eyes)[number]>('resident')
  const [processId, turnTo] = useState<string | null>(null)
  const [moment, goTo] = useState<string | null>(null)
  const process = tool.processes.find(({ id }) => id === processId) ?? tool.processes[0]
  const form = process ? tool.forms.find(({ id }) => id === process.form) : tool.forms[0]
  // Until somebody turns to a moment, or when it was taken away meanwhile: neighbours begin with the form, staff with what came in.
  const first = eye === 'worker' ? (process?.start ?? asking) : asking
  const state = moment === asking || (moment !== null && process?.states[moment]) ? moment : first
  return (
    <>
      <Segmented
        block
        aria-label={t('studio.previewAs')}
        value={eye}
        options={eyes.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={look}
      />
      {tool.processes.length > 1 && (
        <Select
          aria-label={t('studio.previewOf')}
          style={{ width: '100%' }}
          value={process?.id ?? null}
          options={tool.processes.map(({ id, title }) => ({ value: id, label: say(title) || id }))}
          onChange={(id) => {
            turnTo(id)
            goTo(null)
          }}
        />
      )}
      {process && (
        <Select
          aria-label={t('studio.moment')}
          style={{ width: '100%' }}
          value={state}
          options={[
            { value: asking, label: t('studio.momentAsk') },
            ...Object.entries(process.states).map(([value, { title }]) => ({
              value,
              label: t('studio.momentAt', { state: say(title) || value }),
            })),
          ]}
          onChange={goTo}
        />
      )}
      <section className="studio-phone" aria-label={t('studio.preview')}>
        <header>
          <Icon name={iconOf(tool.icon)} size={28} />
          <div>
            <b>{say(tool.name) || t('studio.unnamed')}</b>
            <p>{say(tool.summary)}</p>
          </div>
        </header>
        {process && state !== asking ? (
          <AtState key={`${process.id} ${state} ${eye}`} tool={tool} process={process} state={state} eye={eye} />
        ) : form && form.fields.length > 0 ? (
          <Asked key={form.id} form={form} />
        ) : (
          <p className="studio-empty">{t('studio.previewEmpty')}</p>
        )}
      </section>
    </>
  )
}
