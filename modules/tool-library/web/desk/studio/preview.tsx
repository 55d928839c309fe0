/** Beside the work: the tool as a neighbour meets it on a phone, and what staff find in their list, as both stand right now. */
import { Chip, Facts, Icon, useTimes, useWords } from '@liren/web'
import { Segmented } from 'antd'
import { useState } from 'react'
import { sampleAnswers } from '../../../document/completed.ts'
import type { Field, ToolDocument } from '../../../document/document.ts'
import { definitionOf } from '../../../document/form-definition.ts'
import { MoveForm, useMoveForm } from '../../parts/move-form.tsx'
import { iconOf, useSay } from '../../parts/say.ts'

/** One made-up record as it stands in the worklist: the columns chosen, the state it begins in, what staff may do with it. */
const InTheList = ({ tool }: { tool: ToolDocument }) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const say = useSay()
  const [process] = tool.processes
  const form = tool.forms.find(({ id }) => id === process?.form)
  const answers = sampleAnswers(form) ?? {}
  const columns = tool.lists?.find(({ board }) => board === 'worker')?.columns ?? []
  const shown = (field: Field) => {
    const value = answers[field.key]
    if (typeof value === 'boolean') return t(value ? 'screen.yes' : 'screen.no')
    const words = (one: string) => say(field.choices?.[one] ?? { 'zh-CN': one, en: one })
    return Array.isArray(value) ? list(value.map(words)) : words(String(value ?? '—'))
  }
  const start = process?.states[process.start]
  if (!process || !start) return null
  const fields = (form?.fields ?? []).filter(({ key }) => columns.includes(key))
  const moves = Object.entries(process.moves).filter(
    ([, move]) => move.from.includes(process.start) && move.who.some((who) => who !== 'reporter'),
  )
  return (
    <>
      <p className="studio-note">{t('studio.staffSee')}</p>
      <p>
        <Chip tone="main">{say(start.title)}</Chip>
      </p>
      {fields.length === 0 ? (
        <p className="studio-empty">{t('studio.noColumns')}</p>
      ) : (
        <Facts of={fields.map((field): [string, string] => [say(field.label), shown(field)])} />
      )}
      <p>
        {moves.map(([name, move]) => (
          <Chip key={name}>{say(move.title)}</Chip>
        ))}
      </p>
    </>
  )
}

const eyes = ['resident', 'worker'] as const

export const Preview = ({ tool }: { tool: ToolDocument }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const [eye, look] = useState<(typeof eyes)[number]>('resident')
  const [form] = tool.forms
  const definition = form && form.fields.length > 0 ? definitionOf(form) : undefined
  const { filling } = useMoveForm(definition)
  return (
    <>
      <Segmented
        block
        aria-label={t('studio.previewAs')}
        value={eye}
        options={eyes.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={look}
      />
      <section className="studio-phone" aria-label={t('studio.preview')}>
        <header>
          <Icon name={iconOf(tool.icon)} size={28} />
          <div>
            <b>{say(tool.name) || t('studio.unnamed')}</b>
            <p>{say(tool.summary)}</p>
          </div>
        </header>
        {eye === 'worker' ? (
          <InTheList tool={tool} />
        ) : definition ? (
          <MoveForm definition={definition} filling={filling} isTried={false} />
        ) : (
          <p className="studio-empty">{t('studio.previewEmpty')}</p>
        )}
      </section>
    </>
  )
}
