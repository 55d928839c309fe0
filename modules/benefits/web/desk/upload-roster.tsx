/** One roster comes in: where it is from, of which day, the file; tried first, then taken. */
import type { Problem, Reply, RouteOf } from '@liren/contract'
import { Button, Field, Notice, patientFetch, refresh, toastProblem, todayOn, useWords } from '@liren/web'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import { UploadReport } from './upload-report.tsx'

type Roster = Reply<RouteOf<typeof benefits, 'listRosters'>>['items'][number]
type Upload = Reply<RouteOf<typeof benefits, 'uploadRoster'>>

/** Uploads go as a form; everything else of the module goes through the typed client. */
const send = async (item: string, file: File, fields: Readonly<Record<string, string>>): Promise<Upload | Problem> => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', file)
  const url = `/api/benefits/rosters/${encodeURIComponent(item)}/files`
  const response = await patientFetch(url, { method: 'POST', body: form })
  return (await response.json()) as Upload | Problem // our own server's: the route's reply, or problem+json
}

export const UploadRoster = ({ of }: { of: Roster }) => {
  const t = useWords('benefits')
  const [source, setSource] = useState(of.source ?? '')
  const [on, setOn] = useState(todayOn())
  const [file, setFile] = useState<File | null>(null)
  const [done, setDone] = useState<Upload | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (act: () => void) => {
    act()
    // What was tried is what is taken in: any change is tried anew.
    setDone(null)
    setProblem(null)
  }
  const take = async (isDryRun: boolean) => {
    if (!file) return
    setBusy(true)
    setProblem(null)
    try {
      const answer = await send(of.serviceItem, file, { source, on, dryRun: String(isDryRun) })
      if ('title' in answer) setProblem(answer)
      else setDone(answer)
      await refresh([benefits])
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  const errorAt = (field: string) => (problem?.field === field ? problem.title : undefined)
  const isElsewhere = problem !== null && !['source', 'on', 'file'].includes(problem.field ?? '')
  return (
    <div className="benefit-form">
      <Field
        label={t('screen.rosterSource')}
        value={source}
        maxLength={100}
        error={errorAt('source')}
        onChange={(event) => change(() => setSource(event.target.value))}
      />
      <Field
        label={t('screen.rosterOn')}
        type="date"
        value={on}
        max={todayOn()}
        error={errorAt('on')}
        onChange={(event) => change(() => setOn(event.target.value))}
      />
      <Field
        label={t('screen.rosterFile')}
        hint={t('screen.rosterFileHint')}
        type="file"
        accept=".csv,.xlsx,text/csv"
        error={errorAt('file')}
        onChange={(event) => change(() => setFile(event.target.files?.[0] ?? null))}
      />
      {isElsewhere && <Notice tone="overdue">{problem.title}</Notice>}
      <div className="button-row">
        <Button
          tone={done?.isDryRun ? 'plain' : 'main'}
          disabled={!file || source.trim() === ''}
          isBusy={isBusy}
          onClick={() => void take(true)}
        >
          {t('screen.rosterTry')}
        </Button>
        <Button
          tone={done?.isDryRun ? 'main' : 'plain'}
          disabled={!done?.isDryRun || !file}
          isBusy={isBusy}
          onClick={() => void take(false)}
        >
          {t('screen.rosterTake')}
        </Button>
      </div>
      {done && <UploadReport id={done.id} />}
    </div>
  )
}
