/** Bringing a table of people in: choose, say which column is what, try, read every refused row, then take it in. */
import { type Problem, Refused } from '@liren/contract'
import {
  Failed,
  patientFetch,
  problemOf,
  refresh,
  Skeleton,
  toast,
  useAsk,
  useProof,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures, ListTable, Panel, Rows } from '@liren/web/desk'
import { Alert, Button, Form, Input, Select, Space, Upload } from 'antd'
import { useState } from 'react'
import { importFields, neededFields } from '../../columns.ts'
import { type ImportReport, people } from '../../contract.ts'

type Outcome = { readonly report: ImportReport } | { readonly problem: Problem }

/** Uploads go as a form; everything else of the module goes through the typed client. */
const send = async (
  file: File,
  columns: Readonly<Record<string, string>>,
  map: string,
  dryRun: boolean,
): Promise<Outcome> => {
  const form = new FormData()
  const filled = Object.fromEntries(Object.entries(columns).filter(([, heading]) => heading.trim() !== ''))
  if (Object.keys(filled).length > 0) form.set('columns', JSON.stringify(filled))
  if (map) form.set('map', map)
  form.set('dryRun', String(dryRun))
  form.set('file', file)
  const response = await patientFetch('/api/people/imports', { method: 'POST', body: form })
  // Both shapes are our own server's: the route's reply, or problem+json.
  if (response.ok) return { report: (await response.json()) as ImportReport }
  const problem = (await response.json()) as Problem
  if (problem.code === 'kernel/stale-proof') throw new Refused(problem)
  return { problem }
}

const Report = ({ id }: { id: string }) => {
  const t = useWords()
  const { number } = useTimes()
  const { data, error } = useAsk(people, 'readImport', { params: { id }, query: {} })
  if (error) return <Failed error={error} />
  if (!data) return <Skeleton />
  const { report, errors } = data
  return (
    <>
      <Alert
        type={report.refused > 0 ? 'warning' : 'success'}
        showIcon
        title={t(report.isDryRun ? 'screen.import.checked' : 'screen.import.finished', { file: report.fileName })}
      />
      <Figures
        of={(['rows', 'created', 'updated', 'unchanged', 'refused'] as const).map((key) => ({
          label: t(`screen.import.${key}`),
          value: number(report[key]),
        }))}
      />
      {errors.length > 0 && (
        <Rows
          rows={errors}
          rowKey={(row) => `${row.row} ${row.field}`}
          label={t('screen.import.errors')}
          columns={[
            { key: 'row', title: t('screen.import.row'), width: 80, isNumber: true, cell: (row) => row.row },
            {
              key: 'field',
              title: t('screen.import.field'),
              width: 160,
              cell: (row) => t(`screen.field.${row.field}`),
            },
            { key: 'column', title: t('screen.import.column'), width: 160, cell: (row) => row.column ?? '—' },
            { key: 'reason', title: t('screen.import.reason'), cell: (row) => row.reason },
          ]}
        />
      )}
    </>
  )
}

export default function ImportPage() {
  const t = useWords()
  const { when, number } = useTimes()
  const maps = useAsk(people, 'listColumnMaps')
  const [file, setFile] = useState<File | null>(null)
  const [columns, setColumns] = useState<Record<string, string>>({})
  const [map, setMap] = useState('')
  const [mapName, setMapName] = useState('')
  const save = useSend(people, 'saveColumnMap', {
    stale: [[people, 'listColumnMaps']],
    then: (_, { params }) => {
      setMap(params.name)
      toast(t('screen.import.mapSaved'), 'good')
    },
  })
  const [isBusy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const { act, sheet } = useProof()
  const run = async (dryRun: boolean) => {
    if (!file) return
    setBusy(true)
    try {
      const result = await send(file, columns, map, dryRun)
      setOutcome(result)
      setOpen('report' in result ? result.report.id : null)
      if ('report' in result && !dryRun) toast(t('screen.import.done'), 'good')
      await refresh([people])
    } catch (thrown) {
      if (problemOf(thrown)) throw thrown
      toast(t('screen.import.failed'), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const isTried = outcome !== null && 'report' in outcome && outcome.report.isDryRun
  return (
    <DeskPage title={t('nav.import')} hint={t('screen.import.hint')}>
      {sheet}
      <Panel title={t('screen.import.choose')}>
        <Form layout="vertical">
          <Space orientation="vertical" size="middle">
            <Upload
              accept=".csv,.xlsx"
              maxCount={1}
              beforeUpload={(chosen) => {
                setFile(chosen)
                setOutcome(null)
                return false
              }}
              onRemove={() => setFile(null)}
            >
              <Button>{t('screen.import.pick')}</Button>
            </Upload>
            <Select
              aria-label={t('screen.import.map')}
              placeholder={t('screen.import.map')}
              allowClear
              style={{ minWidth: 260 }}
              value={map || null}
              onChange={(chosen: string | null | undefined) => setMap(chosen ?? '')}
              options={(maps.data?.items ?? []).map(({ name }) => ({ value: name, label: name }))}
            />
          </Space>
          <details>
            <summary>{t('screen.import.columns')}</summary>
            <p>{t('screen.import.columnsHint')}</p>
            {importFields.map((field) => (
              <Form.Item
                key={field}
                label={t(`screen.field.${field}`)}
                htmlFor={`column-${field}`}
                required={neededFields.includes(field)}
              >
                <Input
                  id={`column-${field}`}
                  value={columns[field] ?? ''}
                  onChange={(event) => setColumns({ ...columns, [field]: event.target.value })}
                />
              </Form.Item>
            ))}
            <Space.Compact>
              <Input
                value={mapName}
                maxLength={60}
                aria-label={t('screen.import.mapName')}
                placeholder={t('screen.import.mapName')}
                onChange={(event) => setMapName(event.target.value)}
              />
              <Button
                disabled={mapName.trim() === '' || Object.values(columns).every((heading) => heading.trim() === '')}
                loading={save.isSending}
                onClick={() => save.now({ params: { name: mapName.trim() }, body: { columns } })}
              >
                {t('screen.import.saveMap')}
              </Button>
            </Space.Compact>
          </details>
        </Form>
        {outcome && 'problem' in outcome && (
          <Alert
            type="error"
            showIcon
            title={
              outcome.problem.field
                ? t('web:says', { what: t(`screen.field.${outcome.problem.field}`), text: outcome.problem.title })
                : outcome.problem.title
            }
          />
        )}
        <div className="button-row">
          <Button
            type={isTried ? 'default' : 'primary'}
            disabled={!file}
            loading={isBusy}
            onClick={() => void act(() => run(true))}
          >
            {t('screen.import.try')}
          </Button>
          <Button
            type={isTried ? 'primary' : 'default'}
            disabled={!file || !isTried}
            loading={isBusy}
            onClick={() => void act(() => run(false))}
          >
            {t('screen.import.take')}
          </Button>
        </div>
      </Panel>
      {open && (
        <Panel title={t('screen.import.report')}>
          <Report id={open} />
        </Panel>
      )}
      <Panel title={t('screen.import.earlier')}>
        <ListTable
          contract={people}
          route="listImports"
          input={{ query: {} }}
          columns={[
            { key: 'file', title: t('screen.import.file'), cell: (row) => row.fileName },
            { key: 'at', title: t('screen.import.at'), width: 150, cell: (row) => when(row.startedAt) },
            {
              key: 'state',
              title: t('screen.state.title'),
              width: 110,
              cell: (row) => t(`screen.import.state.${row.state}`),
            },
            { key: 'rows', title: t('screen.import.rows'), width: 90, isNumber: true, cell: (row) => number(row.rows) },
            {
              key: 'refused',
              title: t('screen.import.refused'),
              width: 90,
              isNumber: true,
              cell: (row) => number(row.refused),
            },
          ]}
          onOpen={(row) => setOpen(row.id)}
          label={t('screen.import.earlier')}
        />
      </Panel>
    </DeskPage>
  )
}
