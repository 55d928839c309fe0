/** One table comes in: whom it is about, of which day, which column is which field; tried first, then taken. */
import { type Problem, Refused, type Reply, type RouteOf } from '@liren/contract'
import {
  Button,
  Field,
  Notice,
  patientFetch,
  refresh,
  SelectField,
  toast,
  todayOn,
  useAsk,
  useProof,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { rowColumns, type ToldAbout, toldAbout } from '../../value-file.ts'
import { ValuesReport } from './values-report.tsx'
import './values.css'

type Done = Reply<RouteOf<typeof catalogue, 'importValues'>>
type Outcome = { readonly done: Done } | { readonly problem: Problem }

/** Uploads go as a form; everything else of the module goes through the typed client. */
const send = async (file: File, fields: Readonly<Record<string, string>>): Promise<Outcome> => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', file)
  const response = await patientFetch('/api/catalogue/value-imports', { method: 'POST', body: form })
  // Both shapes are our own server's: the route's reply, or problem+json.
  if (response.ok) return { done: (await response.json()) as Done }
  const problem = (await response.json()) as Problem
  if (problem.code === 'kernel/stale-proof') throw new Refused(problem)
  return { problem }
}

export const TellValues = () => {
  const t = useWords()
  const tellable = useAsk(catalogue, 'listTellable')
  const [about, setAbout] = useState<ToldAbout>('person')
  const [on, setOn] = useState(todayOn())
  const [source, setSource] = useState('')
  const [file, setFile] = useState<File | null>(null)
  /** Heading → column, as somebody put it right. */
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [tried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { act, sheet } = useProof()
  const change = (effect: () => void) => {
    effect()
    // What was tried is what is taken in: any change is tried anew, and none is made while one runs.
    setTried(false)
  }
  const done = outcome && 'done' in outcome ? outcome.done : null
  const problem = outcome && 'problem' in outcome ? outcome.problem : null
  const guessed = done?.columns ?? []
  const columnOf = (heading: string) => said[heading] ?? guessed.find((one) => one.heading === heading)?.column ?? ''
  const columns = () => {
    const chosen = Object.fromEntries(
      guessed.flatMap(({ heading }) => (columnOf(heading) === '' ? [] : [[columnOf(heading), heading]])),
    )
    const left = guessed.flatMap(({ column }) => (column !== null && !(column in chosen) ? [[column, '']] : []))
    return JSON.stringify({ ...Object.fromEntries(left), ...chosen })
  }
  const run = async (isDryRun: boolean) => {
    if (!file) return
    setBusy(true)
    try {
      const found = await send(file, {
        ...{ about, on, source, dryRun: String(isDryRun) },
        ...(guessed.length > 0 ? { columns: columns() } : {}),
      })
      setOutcome((before) => ('problem' in found && before && 'done' in before ? { ...before, ...found } : found))
      setTried('done' in found && isDryRun)
      if ('done' in found && !isDryRun) toast(t('screen.tell.taken'), 'good')
      await refresh([catalogue])
    } finally {
      setBusy(false)
    }
  }
  const errorAt = (field: string) => (problem?.field === field ? problem.title : undefined)
  const isElsewhere = problem !== null && !['source', 'on', 'file'].includes(problem.field ?? '')
  const fields = (tellable.data?.items ?? []).filter((one) => one.about === about)
  const choices = [
    { value: '', label: t('screen.tell.leaveOut') },
    ...rowColumns.map((value) => ({ value, label: t(`screen.tell.column.${value}`) })),
    ...[...fields]
      .sort((one, other) => Number(other.isMine) - Number(one.isMine))
      .map(({ key, name, owner, isMine }) => ({
        value: key,
        label: t(isMine ? 'screen.tell.mine' : 'screen.tell.other', { name, owner }),
      })),
  ]
  return (
    <>
      <div className="tell-values">
        {sheet}
        <SelectField
          label={t('screen.tell.about')}
          value={about}
          disabled={isBusy}
          choices={toldAbout.map((value) => ({ value, label: t(`screen.tell.${value}`) }))}
          onChange={(event) =>
            change(() => {
              setAbout(event.target.value === 'enterprise' ? 'enterprise' : 'person')
              setSaid({})
              setOutcome(null)
            })
          }
        />
        <Field
          label={t('screen.tell.on')}
          type="date"
          value={on}
          disabled={isBusy}
          max={todayOn()}
          error={errorAt('on')}
          onChange={(event) => change(() => setOn(event.target.value))}
        />
        <Field
          label={t('screen.tell.source')}
          hint={t('screen.tell.sourceHint')}
          value={source}
          disabled={isBusy}
          maxLength={100}
          error={errorAt('source')}
          onChange={(event) => change(() => setSource(event.target.value))}
        />
        <Field
          label={t('screen.tell.file')}
          hint={t('screen.tell.fileHint')}
          type="file"
          disabled={isBusy}
          accept=".csv,.xlsx,.jsonl,.ndjson,text/csv"
          error={errorAt('file')}
          onChange={(event) =>
            change(() => {
              setFile(event.target.files?.[0] ?? null)
              setSaid({})
              setOutcome(null)
            })
          }
        />
        {guessed.length > 0 && (
          <fieldset>
            <legend>{t('screen.tell.columns')}</legend>
            {guessed.map(({ heading }) => (
              <SelectField
                key={heading}
                label={heading}
                value={columnOf(heading)}
                disabled={isBusy}
                choices={choices}
                onChange={(event) => change(() => setSaid({ ...said, [heading]: event.target.value }))}
              />
            ))}
          </fieldset>
        )}
        {isElsewhere && <Notice tone="overdue">{problem.title}</Notice>}
        <div className="button-row">
          <Button
            tone={tried ? 'plain' : 'main'}
            disabled={!file}
            isBusy={isBusy}
            onClick={() => void act(() => run(true))}
          >
            {t('screen.tell.try')}
          </Button>
          <Button
            tone={tried ? 'main' : 'plain'}
            disabled={!tried || !file}
            isBusy={isBusy}
            onClick={() => void act(() => run(false))}
          >
            {t('screen.tell.take')}
          </Button>
        </div>
      </div>
      {done && !problem && <ValuesReport key={done.report.id} id={done.report.id} />}
    </>
  )
}
