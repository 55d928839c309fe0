/** 表格来回 Answers come back in a workbook, every row taken or named; a local template is kept, so that its owner goes on with it. */

import type { Problem, Static } from '@liren/contract'
import { pickWhole, sendPhoto } from '@liren/files/web/picked.ts'
import {
  Button,
  Facts,
  Field,
  Notice,
  patientFetch,
  Section,
  SelectField,
  toast,
  toastProblem,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { oneForm, type Report } from '../../contract.ts'

type Taken = {
  readonly rows: number
  readonly taken: number
  readonly refused: number
  readonly errors: readonly { readonly row: number; readonly column: string; readonly rule: string }[]
}
const ownColumns = ['区划编码', '区域']

const sendAnswers = async (id: string, file: File): Promise<Taken | Problem> => {
  const form = new FormData()
  form.set('file', file)
  const response = await patientFetch(`/api/one-form/reports/${id}/answers`, { method: 'POST', body: form })
  return (await response.json()) as Taken | Problem // our own server's: the route's reply, or problem+json
}

const Answers = ({ id }: { id: string }) => {
  const t = useWords('one-form')
  const [isBusy, setBusy] = useState(false)
  const [taken, setTaken] = useState<Taken | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    setProblem(null)
    try {
      const answer = await sendAnswers(id, file)
      if ('title' in answer) setProblem(answer.title)
      else setTaken(answer)
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Field
        label={t('screen.workbook.answers')}
        type="file"
        accept=".csv,.xlsx,text/csv"
        disabled={isBusy}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      {problem && <Notice tone="overdue">{problem}</Notice>}
      {taken && (
        <Notice tone={taken.refused > 0 ? 'soon' : 'good'}>
          {t('screen.workbook.taken', { rows: taken.rows, taken: taken.taken, refused: taken.refused })}
          {taken.errors.length > 0 && (
            <Facts
              of={taken.errors
                .slice(0, 50)
                .map((one) => [
                  t('screen.workbook.row', { row: one.row }),
                  `${one.column} ${t(`screen.workbook.rule.${one.rule}`)}`,
                ])}
            />
          )}
        </Notice>
      )}
    </>
  )
}

const Template = ({ report }: { report: Static<typeof Report> }) => {
  const t = useWords('one-form')
  const { list } = useTimes()
  const [file, setFile] = useState<File | null>(null)
  const [headingRow, setHeadingRow] = useState(1)
  const [pairs, setPairs] = useState<readonly (readonly [heading: string, column: string])[]>([])
  const [isBusy, setBusy] = useState(false)
  const send = useSend(oneForm, 'saveTemplate', {
    stale: [],
    then: ({ unmapped }) =>
      toast(
        unmapped.length > 0 ? t('screen.workbook.left', { headings: list(unmapped) }) : t('screen.workbook.kept'),
        'good',
      ),
  })
  const columns = [...ownColumns, ...report.columns.map(({ name }) => name)]
  const put = (at: number, pair: readonly [string, string]) =>
    setPairs(pairs.map((one, index) => (index === at ? pair : one)))
  const keep = async () => {
    if (!file) return
    setBusy(true)
    try {
      const { id: fileId } = await sendPhoto(pickWhole(file))
      const named = Object.fromEntries(pairs.filter(([heading]) => heading.trim() !== ''))
      send.now({ params: { id: report.id }, body: { fileId, headingRow, columns: named } })
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Field
        label={t('screen.workbook.template')}
        type="file"
        accept=".xlsx"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null)
          // Most local workbooks call their columns what the report calls them.
          setPairs(columns.map((name) => [name, name]))
        }}
      />
      {file && (
        <>
          <Field
            label={t('screen.workbook.headingRow')}
            type="number"
            min={1}
            max={100}
            value={headingRow}
            onChange={(event) => setHeadingRow(Math.max(1, Number(event.target.value)))}
          />
          {pairs.map(([heading, column], at) => (
            <div key={columns[at]} className="button-row">
              <Field
                label={t('screen.workbook.heading')}
                value={heading}
                maxLength={60}
                onChange={(event) => put(at, [event.target.value, column])}
              />
              <SelectField
                label={t('screen.workbook.column')}
                value={column}
                choices={columns.map((value) => ({ value, label: value }))}
                onChange={(event) => put(at, [heading, event.target.value])}
              />
            </div>
          ))}
          <Button isBusy={isBusy || send.isSending} onClick={() => void keep()}>
            {t('screen.workbook.keep')}
          </Button>
        </>
      )}
    </>
  )
}

export const WorkbookPart = ({ report }: { report: Static<typeof Report> }) => {
  const t = useWords('one-form')
  return (
    <Section title={t('screen.workbook.title')}>
      <p>{t('screen.workbook.hint')}</p>
      <Answers id={report.id} />
      <Template report={report} />
    </Section>
  )
}
