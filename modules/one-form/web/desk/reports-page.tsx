/** 报表准入清单 What is asked of the grass roots: what of it is held, who else asks, what it costs; admitted, merged, refused. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Chip,
  Facts,
  Failed,
  Skeleton,
  toast,
  useAsk,
  useFilters,
  useMay,
  useProof,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable, saveFile } from '@liren/web/desk'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { refusalRules } from '../../admission.ts'
import { oneForm, states } from '../../contract.ts'
import { AskForm } from './ask-form.tsx'
import { Checked } from './checked.tsx'
import { GiveBackForm } from './give-back-form.tsx'
import { ProgressPart } from './progress-part.tsx'
import { UnlistedForm } from './unlisted-form.tsx'
import { WorkbookPart } from './workbook-part.tsx'

type Read = Reply<RouteOf<typeof oneForm, 'read'>>
const tones = { asked: 'soon', admitted: 'done', refused: 'overdue', merged: 'plain', retired: 'plain' } as const
const Decision = ({ read, close }: { read: Read; close: () => void }) => {
  const t = useWords()
  const [text, setText] = useState('')
  const [rule, setRule] = useState<(typeof refusalRules)[number]>('notListed')
  const send = useSend(oneForm, 'decide', {
    stale: [[oneForm, 'list']],
    then: () => {
      toast(t('screen.report.decided'), 'good')
      close()
    },
  })
  const [like] = read.check.duplicates
  const missing = read.check.gaps.filter(({ finding, entry }) => finding === 'missing' && !entry)
  const [asFields, setAsFields] = useState<string[]>([])
  const params = { id: read.report.id }
  const isReady = text.trim().length >= 2
  return (
    <>
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={text}
        aria-label={t('screen.report.why')}
        placeholder={t('screen.report.why')}
        onChange={(event) => setText(event.target.value)}
      />
      <Select
        value={rule}
        onChange={setRule}
        aria-label={t('screen.report.rule')}
        options={refusalRules.map((value) => ({ value, label: t(`screen.rule.${value}`) }))}
      />
      {missing.length > 0 && (
        <fieldset>
          <legend>{t('screen.report.asFields')}</legend>
          <Checkbox.Group
            value={asFields}
            onChange={setAsFields}
            options={missing.map(({ column }) => ({ value: column, label: column }))}
          />
        </fieldset>
      )}
      <div className="button-row">
        <Button
          disabled={!isReady}
          loading={send.isSending}
          onClick={() => send.now({ params, body: { decision: 'refuse', text, rule } })}
        >
          {t('process.report-admission.move.refuse')}
        </Button>
        {like && (
          <Button
            disabled={!isReady}
            loading={send.isSending}
            onClick={() => send.now({ params, body: { decision: 'merge', text, intoId: like.id } })}
          >
            {t('screen.report.mergeInto', { title: like.title })}
          </Button>
        )}
        <Button
          type="primary"
          disabled={!isReady}
          loading={send.isSending}
          onClick={() => send.now({ params, body: { decision: 'admit', text, asFields } })}
        >
          {t('process.report-admission.move.admit')}
        </Button>
      </div>
    </>
  )
}

const One = ({ id, close }: { id: string; close: () => void }) => {
  const t = useWords()
  const may = useMay()
  const { day, number } = useTimes()
  const { data, error, refetch } = useAsk(oneForm, 'read', { params: { id } })
  const { act, sheet } = useProof()
  const fill = useSend(oneForm, 'fill', {
    then: ({ areas, share, exceptions }) =>
      toast(
        t('screen.report.filled', {
          areas: number(areas),
          percent: Math.floor(share * 100),
          exceptions: number(exceptions),
        }),
        'good',
      ),
  })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />
  const { report, check } = data
  const workbook = `/api/one-form/reports/${id}/${report.rows ? 'rows/' : ''}xlsx`
  return (
    <>
      {sheet}
      <h3>{report.title}</h3>
      <p>{report.purpose}</p>
      <Facts
        of={[
          [t('screen.report.department'), `${t(`screen.level.${report.level}`)} · ${report.department}`],
          [t('screen.report.period'), `${t(`screen.period.${report.period}`)} · ${t(`screen.per.${report.per}`)}`],
          report.rows !== undefined && [
            t('screen.roster.of'),
            t(report.rows.isStatutory ? 'screen.roster.statutory' : 'screen.roster.agreed', {
              of: t(`screen.roster.kinds.${report.rows.of}`),
            }),
          ],
          [t('screen.report.basis'), report.basis ?? t('screen.report.noBasis')],
          report.untilOn !== null && [t('screen.report.until'), day(report.untilOn)],
          report.rule !== null && [t('screen.report.rule'), t(`screen.rule.${report.rule}`)],
        ]}
      />
      {report.state === 'admitted' && (
        <div className="button-row">
          {may('filing.fill') && (
            <Button type="primary" loading={fill.isSending} onClick={() => fill.now({ params: { id }, body: {} })}>
              {t('screen.report.fill')}
            </Button>
          )}
          {may('filing.confirm') && (
            <Button
              href={workbook}
              onClick={(event) => {
                event.preventDefault()
                void act(() => saveFile(workbook))
              }}
            >
              {t('screen.report.export')}
            </Button>
          )}
        </div>
      )}
      {report.state === 'admitted' && !report.rows && may('filing.fill') && <WorkbookPart report={report} />}
      {report.state === 'admitted' && may('filing.confirm') && <ProgressPart id={id} />}
      <Checked check={check} />
      {report.state === 'asked' && may('ledger-report.admit') && <Decision read={data} close={close} />}
    </>
  )
}

export default function ReportsPage() {
  const t = useWords()
  const { number } = useTimes()
  const [filters, filter] = useFilters()
  const state = states.find((one) => one === filters.state)
  const may = useMay()
  const close = () => filter({ open: null, act: null })
  const acts = { ask: 'ledger-report.ask', unlisted: 'ledger-report.refuse', giveBack: 'return.give' } as const
  const act = (Object.keys(acts) as (keyof typeof acts)[]).find((one) => one === filters.act)
  return (
    <DeskPage
      title={t('nav.reports')}
      hint={t('screen.report.hint')}
      tools={
        <div className="button-row">
          {(Object.keys(acts) as (keyof typeof acts)[])
            .filter((one) => may(acts[one]))
            .map((one) => (
              <Button key={one} onClick={() => filter({ act: one })}>
                {t(`screen.act.${one}`)}
              </Button>
            ))}
        </div>
      }
    >
      <ListTable
        contract={oneForm}
        route="list"
        input={{ query: { ...(state ? { state } : {}), ...(filters.q ? { q: filters.q } : {}) } }}
        filters={[
          { name: 'q', label: t('screen.report.title'), kind: 'text' },
          {
            name: 'state',
            label: t('screen.report.state'),
            choices: states.map((value) => ({ value, label: t(`screen.state.${value}`) })),
          },
        ]}
        columns={[
          { key: 'title', title: t('screen.report.title'), cell: (row) => row.title },
          { key: 'department', title: t('screen.report.department'), width: 150, cell: (row) => row.department },
          { key: 'level', title: t('screen.report.level'), width: 90, cell: (row) => t(`screen.level.${row.level}`) },
          {
            key: 'period',
            title: t('screen.report.period'),
            width: 150,
            cell: (row) =>
              `${t(`screen.period.${row.period}`)} · ${t(row.rows ? `screen.roster.kinds.${row.rows.of}` : `screen.per.${row.per}`)}`,
          },
          {
            key: 'missing',
            title: t('screen.gap.missing'),
            width: 110,
            isNumber: true,
            cell: (row) =>
              `${number(row.gaps.filter(({ finding }) => finding === 'missing').length)} / ${number(row.columns.length)}`,
          },
          {
            key: 'state',
            title: t('screen.report.state'),
            width: 110,
            cell: (row) => <Chip tone={tones[row.state]}>{t(`screen.state.${row.state}`)}</Chip>,
          },
        ]}
        onOpen={(row) => filter({ open: row.id })}
        label={t('nav.reports')}
      />
      <Detail isOpen={filters.open !== undefined} onClose={close} title={t('screen.report.one')}>
        {filters.open && <One id={filters.open} close={close} />}
      </Detail>
      <Detail isOpen={act !== undefined} onClose={close} title={act ? t(`screen.act.${act}`) : ''}>
        {act === 'ask' && <AskForm onDone={close} />}
        {act === 'unlisted' && <UnlistedForm />}
        {act === 'giveBack' && <GiveBackForm onDone={close} />}
      </Detail>
    </DeskPage>
  )
}
