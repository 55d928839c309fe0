/** A catalogue of items comes in from a file: tried first, then taken. */
import type { Problem, Reply, RouteOf } from '@liren/contract'
import { Button, Facts, Notice, patientFetch, refresh, Switch, toast, useWords } from '@liren/web'
import { DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'

type Done = Reply<RouteOf<typeof services, 'importItems'>>

/** Uploads go as a form; everything else of the module goes through the typed client. */
const send = async (file: File, isDryRun: boolean, withForms: boolean) => {
  const form = new FormData()
  form.set('dryRun', String(isDryRun))
  form.set('withForms', String(withForms))
  form.set('file', file)
  const response = await patientFetch('/api/services/item-imports', { method: 'POST', body: form })
  // Both shapes are our own server's: the route's reply, or problem+json.
  return response.ok ? { done: (await response.json()) as Done } : { problem: (await response.json()) as Problem }
}

export default function ImportPage() {
  const t = useWords('services')
  const [file, setFile] = useState<File | null>(null)
  const [withForms, setWithForms] = useState(true)
  const [done, setDone] = useState<Done | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const run = async (isDryRun: boolean) => {
    if (!file) return
    setBusy(true)
    const found = await send(file, isDryRun, withForms).finally(() => setBusy(false))
    setProblem(found.problem ?? null)
    setDone(found.done ?? null)
    if (found.done && !isDryRun) toast(t('import.taken'), 'good')
    await refresh([services])
  }
  return (
    <DeskPage title={t('nav.import')} hint={t('import.hint')} back={{ to: '/services', label: t('nav.desk') }}>
      <Panel>
        <label className="field">
          <span className="field-label">{t('import.file')}</span>
          <input
            type="file"
            accept=".csv,.xlsx,.json,.jsonl"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              setDone(null)
              setProblem(null)
            }}
          />
        </label>
        <Switch
          label={t('import.withForms')}
          hint={t('import.withFormsHint')}
          value={withForms}
          onChange={setWithForms}
        />
        {problem && <Notice tone="overdue">{problem.title}</Notice>}
        <div className="button-row">
          <Button disabled={!file} isBusy={isBusy} onClick={() => void run(true)}>
            {t('import.try')}
          </Button>
          <Button
            tone="main"
            disabled={!done?.isDryRun || done.refused === done.rows}
            isBusy={isBusy}
            onClick={() => void run(false)}
          >
            {t('import.take', { n: done ? done.created + done.updated : 0 })}
          </Button>
        </div>
      </Panel>
      {done && (
        <Panel title={t(done.isDryRun ? 'import.tried' : 'import.taken')}>
          <Facts
            of={(['rows', 'created', 'updated', 'unchanged', 'refused', 'zeroVisit'] as const).map(
              (one) => [t(`import.count.${one}`), String(done[one])] as const,
            )}
          />
          {done.errors.length > 0 && (
            <Rows
              rowKey={(error) => `${error.row} ${error.field} ${error.code}`}
              rows={done.errors}
              atFirst={30}
              columns={[
                { key: 'row', title: t('import.row'), width: 90, isNumber: true, cell: (error) => error.row },
                { key: 'field', title: t('import.field'), cell: (error) => error.field },
                { key: 'code', title: t('import.why'), cell: (error) => error.code },
              ]}
            />
          )}
        </Panel>
      )}
    </DeskPage>
  )
}
