/** The next version of a form: its fields as a list or as JSON, what is wrong with it, and how it looks on a phone. */
import {
  ask,
  Chip,
  Notice,
  Skeleton,
  toast,
  toastProblem,
  todayOn,
  useAsk,
  useFilters,
  useGo,
  useMay,
  useWords,
} from '@liren/web'
import { Columns, DeskPage, Panel } from '@liren/web/desk'
import { Button, Input, Segmented } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { nothingFilled } from '../../accepted.ts'
import { fieldsOf } from '../../blocks.ts'
import { check } from '../../check.ts'
import { forms } from '../../contract.ts'
import { type FormDefinition, say } from '../../definition.ts'
import { withFields } from '../../layout.ts'
import { defaultsOf } from '../../origin.ts'
import { leavesOf } from '../../outline.ts'
import { FieldList } from '../parts/field-list.tsx'
import { useFilling } from '../parts/filling.ts'
import { FormView } from '../parts/form-view.tsx'
import { FormLife } from './form-life.tsx'
import '../parts/field-list.css'

const blank: FormDefinition = {
  code: 'new-form',
  title: '新表单',
  audience: 'person',
  fields: [{ key: 'name', label: '姓名', from: 'person.name', lock: true, required: true }],
}

const Preview = ({ definition }: { definition: FormDefinition }) => {
  const [filled, setFilled] = useState(() => ({ ...nothingFilled, answers: defaultsOf(definition) }))
  const fields = fieldsOf(definition)
  const filling = useFilling({
    definition,
    filled,
    offers: {},
    held: [],
    today: todayOn(),
    channel: 'online',
    onChange: setFilled,
  })
  const groups = definition.pages?.flatMap((page) => page.groups) ?? [{ fields: fields.map(({ key }) => key) }]
  return <FormView fields={fields} groups={groups} filling={filling} isTried={false} />
}

const Json = ({ definition, onChange }: { definition: FormDefinition; onChange: (next: FormDefinition) => void }) => {
  const t = useWords('forms')
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2))
  const [isBroken, setBroken] = useState(false)
  return (
    <>
      <Input.TextArea
        aria-label="JSON"
        value={text}
        autoSize={{ minRows: 18, maxRows: 40 }}
        className="form-json"
        onChange={(event) => {
          setText(event.target.value)
          try {
            const next: unknown = JSON.parse(event.target.value)
            if (typeof next !== 'object' || next === null || !Array.isArray((next as { fields?: unknown }).fields))
              throw new Error('not a form')
            setBroken(false)
            onChange(next as FormDefinition) // looked at by `check`, which takes anything
          } catch {
            setBroken(true)
          }
        }}
      />
      {isBroken && <Notice tone="overdue">{t('edit.notJson')}</Notice>}
    </>
  )
}

const Editor = ({
  code,
  area,
  start,
  canSave,
}: {
  code: string
  area: string | undefined
  start: FormDefinition
  canSave: boolean
}) => {
  const t = useWords('forms')
  const go = useGo()
  const [definition, setDefinition] = useState(start)
  const [way, setWay] = useState<'list' | 'json'>('list')
  const [kept, setKept] = useState<Readonly<Record<string, string>>>({})
  const [note, setNote] = useState('')
  const [isBusy, setBusy] = useState(false)
  const faults = useMemo(() => check(definition), [definition])
  const asked =
    faults.length > 0
      ? []
      : leavesOf(definition).filter(({ field }) => !field.from && !field.derive && field.default === undefined)
  const within = area ? { area } : {}
  const act = async (effect: () => Promise<unknown>) => {
    setBusy(true)
    try {
      await effect()
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  const save = () => ask(forms, 'saveDraft', { params: { code: definition.code }, body: { ...within, definition } })
  return (
    <DeskPage
      title={say(definition.title, 'zh-CN') || definition.code}
      hint={t('edit.hint')}
      back={{ to: '/forms', label: t('title') }}
      tools={
        canSave && (
          <>
            <Button
              loading={isBusy}
              onClick={() =>
                void act(async () => {
                  await save()
                  toast(t('edit.saved'), 'good')
                })
              }
            >
              {t('edit.save')}
            </Button>
            <Button
              type="primary"
              loading={isBusy}
              disabled={faults.length > 0 || asked.some(({ path }) => !kept[path])}
              onClick={() =>
                void act(async () => {
                  await save()
                  await ask(forms, 'publish', {
                    params: { code: definition.code },
                    body: {
                      ...within,
                      note,
                      kept: Object.fromEntries(asked.map(({ path }) => [path, kept[path] ?? ''])),
                    },
                  })
                  toast(t('edit.published'), 'good')
                  go('/forms')
                })
              }
            >
              {t('edit.publish')}
            </Button>
          </>
        )
      }
    >
      <Columns
        main={
          <>
            <Segmented
              value={way}
              options={[
                { value: 'list', label: t('edit.asList') },
                { value: 'json', label: 'JSON' },
              ]}
              onChange={(next) => setWay(next as 'list' | 'json')}
            />
            {way === 'list' ? (
              <>
                {code === 'new' && (
                  <Input
                    aria-label={t('screen.code')}
                    prefix={t('screen.code')}
                    value={definition.code}
                    onChange={(event) => setDefinition({ ...definition, code: event.target.value })}
                  />
                )}
                <Input
                  aria-label={t('edit.title')}
                  prefix={<span className="figure-label">{t('edit.title')}</span>}
                  value={say(definition.title, 'zh-CN')}
                  onChange={(event) =>
                    setDefinition({
                      ...definition,
                      title:
                        typeof definition.title === 'string'
                          ? event.target.value
                          : { ...definition.title, 'zh-CN': event.target.value },
                    })
                  }
                />
                <FieldList
                  fields={definition.fields}
                  onChange={(fields) => setDefinition(withFields(definition, fields))}
                />
              </>
            ) : (
              <Json definition={definition} onChange={setDefinition} />
            )}
            <Panel title={t('edit.faults')}>
              {faults.length === 0 ? (
                <p>{t('edit.sound', { leaves: leavesOf(definition).length })}</p>
              ) : (
                <ul className="form-faults">
                  {faults.slice(0, 20).map(({ path, code: fault, what }) => (
                    <li key={`${path} ${fault} ${what}`}>
                      <code>{path || '·'}</code> {t(`edit.fault.${fault}`)} {what && <Chip>{what}</Chip>}
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
            {asked.length > 0 && canSave && (
              <Panel title={t('edit.canItGo')}>
                <p className="field-hint">{t('edit.canItGoHint')}</p>
                <div className="field-form">
                  {asked.map(({ path, field }) => (
                    // biome-ignore lint/a11y/noLabelWithoutControl: antd's input is one
                    <label key={path} className="field-line">
                      <span>{say(field.label, 'zh-CN')}</span>
                      <Input
                        value={kept[path] ?? ''}
                        maxLength={200}
                        placeholder={t('edit.keptBecause')}
                        onChange={(event) => setKept({ ...kept, [path]: event.target.value })}
                      />
                    </label>
                  ))}
                  {/* biome-ignore lint/a11y/noLabelWithoutControl: antd's input is one */}
                  <label className="field-line">
                    <span>{t('edit.note')}</span>
                    <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
                  </label>
                </div>
              </Panel>
            )}
          </>
        }
        aside={
          <>
            <Panel title={t('edit.preview')}>
              {faults.length === 0 ? (
                <Preview key={JSON.stringify(definition)} definition={definition} />
              ) : (
                <p>{t('edit.noPreview')}</p>
              )}
            </Panel>
            {code !== 'new' && <FormLife code={code} area={area} definition={start} />}
          </>
        }
      />
    </DeskPage>
  )
}

/** A community's variant is another form under the same code: its editor begins anew. */
export default function EditPage({ params }: { params: { code: string } }) {
  const [filters] = useFilters()
  return <Opened key={filters.area ?? ''} params={params} />
}

const Opened = ({ params }: { params: { code: string } }) => {
  const t = useWords('forms')
  const may = useMay()
  const [filters] = useFilters()
  const [start, setStart] = useState<FormDefinition | null>(
    params.code === 'new' ? { ...blank, code: filters.code ?? blank.code } : null,
  )
  const area = filters.area
  const inForce = useAsk(
    forms,
    'readForm',
    { params: { code: params.code }, query: area ? { area } : {} },
    { enabled: params.code !== 'new' },
  )
  const canSave = area ? may('form.vary') : may('form.publish')
  useEffect(() => {
    if (start || !inForce.data) return
    if (!canSave) return setStart(inForce.data.definition)
    const published = inForce.data.definition
    void ask(forms, 'readDraft', { params: { code: params.code }, query: area ? { area } : {} })
      .then((draft) => setStart(draft.definition ?? published))
      .catch(() => setStart(published))
  }, [inForce.data, start, canSave, params.code, area])
  if (inForce.isError)
    return (
      <DeskPage title={t('title')} back={{ to: '/forms', label: t('title') }}>
        <Notice tone="overdue">{t('screen.noForm')}</Notice>
      </DeskPage>
    )
  return start ? <Editor code={params.code} area={area} start={start} canSave={canSave} /> : <Skeleton />
}
