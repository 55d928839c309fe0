/** Paper mode (纸质模式): numbered sheets handed out beforehand, and entered afterwards with the times written on them. */
import type { Reply, RouteOf } from '@liren/contract'
import { matters } from '@liren/matters/contract'
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Field,
  Link,
  Segments,
  SelectField,
  Sheet,
  Switch,
  TextField,
  toast,
  useArea,
  useFilters,
  useGo,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { useBoardArea } from './use-board.ts'
import './board.css'
import './plan.css'

type Paper = Reply<RouteOf<typeof command, 'papers'>>['items'][number]
const states = ['open', 'entered', 'void'] as const
const tones = { open: 'soon', entered: 'done', void: 'plain' } as const

const HandOut = ({ area, onClose }: { area: string; onClose: () => void }) => {
  const t = useWords('command')
  const go = useGo()
  const [count, setCount] = useState('10')
  const send = useSend(command, 'handOutPapers', {
    stale: [[command, 'papers']],
    then: ({ numbers }) => go(`/command/papers/print?from=${numbers[0]}&count=${numbers.length}`),
  })
  const many = Number(count)
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('screen.handOut')}
      action={
        <Button
          tone="main"
          isWide
          disabled={!(many >= 1 && many <= 50)}
          isBusy={send.isSending}
          onClick={() => send.now({ body: { area, count: many } })}
        >
          {t('screen.handOutNow')}
        </Button>
      }
    >
      <p>{t('screen.paperPrintHint')}</p>
      <Field
        label={t('screen.howMany')}
        type="number"
        inputMode="numeric"
        min={1}
        max={50}
        value={count}
        error={send.errors.count}
        onChange={(event) => setCount(event.target.value)}
      />
    </Sheet>
  )
}

/** What a field of the browser calls a local time, as an instant. */
const instant = (local: string) => new Date(`${local}:00+08:00`).toISOString()

/** The communities a sheet may speak of, under the names of their subdistricts. */
const useCommunities = (within: string) => {
  const { areas } = useArea()
  const prefix = within.replace(/(000)+$/, '')
  const streets = new Map(areas.map((one) => [one.code, one.name]))
  return areas
    .filter(({ level, code }) => level === 'community' && code.startsWith(prefix))
    .map(({ code, name }) => ({ value: code, label: `${streets.get(`${code.slice(0, 9)}000`) ?? ''} ${name}`.trim() }))
}

const EnterForm = ({ of, onDone }: { of: Paper; onDone: () => void }) => {
  const t = useWords('command')
  const [form, setForm] = useState({
    title: '',
    text: '',
    caseNumber: '',
    dispatchedAt: '',
    receivedAt: '',
    receivedBy: '',
    doneAt: '',
    result: '',
    address: '',
    reporterName: '',
    reporterPhone: '',
  })
  const [unitId, setUnitId] = useState('')
  const [isNew, setNew] = useState(false)
  const [isUrgent, setUrgent] = useState(false)
  const [area, setArea] = useState('')
  const communities = useCommunities(of.areaCode)
  const send = useSend(command, 'enterPaper', {
    stale: [[command], [matters]],
    then: () => {
      toast(t('screen.entered'), 'good')
      onDone()
    },
  })
  const change = (name: keyof typeof form) => ({
    value: form[name],
    error: send.errors[name] ?? send.errors[`newCase.${name}`],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })
  const isReady =
    form.title.trim().length >= 2 &&
    form.text.trim().length >= 2 &&
    unitId !== '' &&
    form.dispatchedAt !== '' &&
    (!isNew || area !== '')
  const optional = (name: 'caseNumber' | 'receivedBy' | 'result' | 'address' | 'reporterName' | 'reporterPhone') =>
    form[name].trim() ? { [name]: form[name].trim() } : {}
  const newCase = {
    area,
    ...(isUrgent ? { isUrgent } : {}),
    ...optional('address'),
    ...optional('reporterName'),
    ...optional('reporterPhone'),
  }
  return (
    <>
      <Field label={t('screen.paperFields.what')} maxLength={200} {...change('title')} />
      <TextField label={t('screen.orderText')} rows={3} maxLength={2000} {...change('text')} />
      <Segments
        label={t('screen.caseOfPaper')}
        value={isNew ? 'new' : 'known'}
        onChange={(value) => setNew(value === 'new')}
        choices={[
          { value: 'known', label: t('screen.knownCase') },
          { value: 'new', label: t('screen.newCase') },
        ]}
      />
      {isNew ? (
        <>
          <p>{t('screen.newCaseHint')}</p>
          <SelectField
            label={t('screen.newCaseArea')}
            placeholder={t('screen.chooseCommunity')}
            value={area}
            error={send.errors['newCase.area']}
            choices={communities}
            onChange={(event) => setArea(event.target.value)}
          />
          <Field label={t('screen.paperFields.where')} isOptional maxLength={200} {...change('address')} />
          <div className="plan-row">
            <Field label={t('screen.reporterName')} isOptional maxLength={40} {...change('reporterName')} />
            <Field
              label={t('screen.reporterPhone')}
              isOptional
              type="tel"
              inputMode="tel"
              maxLength={30}
              {...change('reporterPhone')}
            />
          </div>
          <Switch label={t('screen.isUrgentPaper')} value={isUrgent} onChange={setUrgent} />
        </>
      ) : (
        <Field label={t('screen.caseNumber')} isOptional maxLength={40} {...change('caseNumber')} />
      )}
      <UnitChoice value={unitId} error={send.errors.unitId} onChoose={(unit) => setUnitId(unit?.id ?? '')} />
      <div className="plan-row">
        <Field label={t('screen.dispatchedAt')} type="datetime-local" {...change('dispatchedAt')} />
        <Field label={t('screen.receivedAtLabel')} type="datetime-local" isOptional {...change('receivedAt')} />
        <Field label={t('screen.receivedByLabel')} isOptional maxLength={40} {...change('receivedBy')} />
        <Field label={t('screen.doneAtLabel')} type="datetime-local" isOptional {...change('doneAt')} />
      </div>
      <TextField label={t('screen.resultLabel')} isOptional rows={2} maxLength={2000} {...change('result')} />
      <p className="button-row">
        <Button
          tone="main"
          disabled={!isReady}
          isBusy={send.isSending}
          onClick={() =>
            send.now({
              params: { number: of.number },
              body: {
                title: form.title.trim(),
                text: form.text.trim(),
                unitId,
                dispatchedAt: instant(form.dispatchedAt),
                ...(form.receivedAt ? { receivedAt: instant(form.receivedAt) } : {}),
                ...(form.doneAt ? { doneAt: instant(form.doneAt) } : {}),
                ...(isNew ? { newCase } : optional('caseNumber')),
                ...optional('receivedBy'),
                ...optional('result'),
              },
            })
          }
        >
          {t('screen.enterNow')}
        </Button>
      </p>
    </>
  )
}

const VoidSheet = ({ of, onClose }: { of: Paper; onClose: () => void }) => {
  const t = useWords('command')
  const [because, setBecause] = useState('')
  const send = useSend(command, 'voidPaper', {
    stale: [[command, 'papers']],
    then: () => {
      toast(t('screen.voided'), 'good')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${t('screen.voidPaper')} ${of.number}`}
      action={
        <Button
          tone="main"
          isWide
          disabled={because.trim().length < 2}
          isBusy={send.isSending}
          onClick={() => send.now({ params: { number: of.number }, body: { because } })}
        >
          {t('screen.voidPaper')}
        </Button>
      }
    >
      <TextField
        label={t('screen.voidBecause')}
        rows={2}
        maxLength={200}
        value={because}
        error={send.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
    </Sheet>
  )
}

export default function PapersPage() {
  const t = useWords()
  const { when } = useTimes()
  const { area, whole } = useBoardArea()
  const [filters, filter] = useFilters()
  const state = states.find((one) => one === filters.state) ?? 'open'
  const [isHandingOut, setHandingOut] = useState(false)
  const [entering, setEntering] = useState<Paper | null>(null)
  const [voiding, setVoiding] = useState<Paper | null>(null)
  return (
    <DeskPage
      title={t('nav.papers')}
      hint={t('screen.papersHint')}
      back={{ to: '/command', label: t('nav.board') }}
      tools={
        <>
          <ButtonLink to="/command/papers/print" icon="print">
            {t('screen.printAgain')}
          </ButtonLink>
          {whole && (
            <Button tone="main" onClick={() => setHandingOut(true)}>
              {t('screen.handOut')}
            </Button>
          )}
        </>
      }
    >
      <Segments
        label={t('screen.alertState')}
        value={state}
        onChange={(value) => filter({ state: value === 'open' ? null : value })}
        choices={states.map((value) => ({ value, label: t(`screen.paperState.${value}`) }))}
      />
      <ListTable
        contract={command}
        route="papers"
        input={{ query: { state, ...(area ? { area } : {}) } }}
        label={t('nav.papers')}
        empty={<Empty icon="print" title={t('screen.noPapers')} hint={t('screen.noPapersHint')} />}
        columns={[
          { key: 'number', title: t('screen.paperNumber'), cell: (row) => <b>{row.number}</b> },
          { key: 'area', title: t('screen.planArea'), width: 130, cell: (row) => row.areaName },
          {
            key: 'out',
            title: t('screen.handedOut'),
            width: 200,
            cell: (row) => `${row.handedOutByName} ${when(row.handedOutAt)}`,
          },
          {
            key: 'state',
            title: t('screen.alertState'),
            width: 250,
            cell: (row) => (
              <>
                <Chip tone={tones[row.state]}>{t(`screen.paperState.${row.state}`)}</Chip>{' '}
                {row.matterId && <Link to={`/matters/${row.matterId}`}>{row.matterNumber}</Link>}
                {row.caseId && (
                  <>
                    {' '}
                    <Link to={`/matters/${row.caseId}`}>{t('screen.openedCase')}</Link>
                  </>
                )}
                {row.voidedBecause && <small className="plan-note">{row.voidedBecause}</small>}
              </>
            ),
          },
          {
            key: 'acts',
            title: t('screen.acts'),
            width: 160,
            cell: (row) =>
              row.state === 'open' ? (
                <span className="board-acts">
                  <button
                    type="button"
                    aria-label={`${t('screen.enterPaper')} ${row.number}`}
                    onClick={() => setEntering(row)}
                  >
                    {t('screen.enterPaper')}
                  </button>
                  <button
                    type="button"
                    aria-label={`${t('screen.voidPaper')} ${row.number}`}
                    onClick={() => setVoiding(row)}
                  >
                    {t('screen.voidPaper')}
                  </button>
                </span>
              ) : null,
          },
        ]}
      />
      {isHandingOut && whole && <HandOut area={whole} onClose={() => setHandingOut(false)} />}
      <Detail
        isOpen={entering !== null}
        onClose={() => setEntering(null)}
        title={`${t('screen.enterPaper')} ${entering?.number ?? ''}`}
      >
        {entering && <EnterForm key={entering.number} of={entering} onDone={() => setEntering(null)} />}
      </Detail>
      {voiding && <VoidSheet of={voiding} onClose={() => setVoiding(null)} />}
    </DeskPage>
  )
}
