/** What people say of tools and of the house, answered so that it comes back to them; and what a regular meeting brought up. */
import { Chip, Facts, toast, useArea, useAsk, useFilters, useSend, useSession, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, Figures, ListTable } from '@liren/web/desk'
import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type RemarkRow, type RemarkState, remarkStates, toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { remarkTone } from '../resident/remarks-page.tsx'
import './studio/studio.css'

const stale = [
  [toolLibrary, 'remarks'],
  [toolLibrary, 'remarkFigures'],
] as const

const Answering = ({ of, onDone }: { of: RemarkRow; onDone: () => void }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { when, day } = useTimes()
  const [answer, setAnswer] = useState(of.answer ?? '')
  const send = useSend(toolLibrary, 'answerRemark', {
    stale,
    then: () => {
      toast(t('desk.remarkAnswered'), 'good')
      onDone()
    },
  })
  const go = (state: Exclude<RemarkState, 'new'>) => send.now({ params: { id: of.id }, body: { state, answer } })
  const isShort = answer.trim().length < 2
  return (
    <div className="studio-part">
      <p>{of.text}</p>
      <Facts
        of={[
          [t('desk.remarkAbout'), of.name ? say(of.name) : t('desk.wholeHouse')],
          of.heldOn
            ? [t('desk.meeting'), `${day(of.heldOn)} · ${of.spokenBy ?? ''}`]
            : [t('desk.remarkFrom'), `${t(`remarkBoard.${of.board}`)} · ${of.page ?? '—'}`],
          [t('screen.openedAt'), when(of.saidAt)],
          of.answeredAt !== null && [t('desk.answeredAt'), when(of.answeredAt)],
          of.changedAt !== null && [t('desk.changedAt'), when(of.changedAt)],
        ]}
      />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('desk.remarkReply')}</span>
        <Input.TextArea
          value={answer}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          placeholder={t('desk.remarkReplyHint')}
          onChange={(event) => setAnswer(event.target.value)}
        />
        {send.errors.answer && <p className="studio-fault">{send.errors.answer}</p>}
      </label>
      <div className="studio-acts">
        {of.state !== 'done' && (
          <Button type="primary" disabled={isShort} loading={send.isSending} onClick={() => go('done')}>
            {t('desk.remarkDone')}
          </Button>
        )}
        {of.state !== 'planned' && (
          <Button disabled={isShort} loading={send.isSending} onClick={() => go('planned')}>
            {t('desk.remarkPlanned')}
          </Button>
        )}
        {of.state !== 'declined' && (
          <Button disabled={isShort} loading={send.isSending} onClick={() => go('declined')}>
            {t('desk.remarkDeclined')}
          </Button>
        )}
      </div>
      <p className="studio-note">{t('desk.remarkTold')}</p>
    </div>
  )
}

type Line = { readonly id: string; readonly spokenBy: string; readonly text: string }
const freshLine = (): Line => ({ id: crypto.randomUUID(), spokenBy: '', text: '' })

const Meeting = ({ area, onDone }: { area: string; onDone: () => void }) => {
  const t = useWords('tool-library')
  const [heldOn, setHeldOn] = useState(dayjs())
  const [lines, setLines] = useState<readonly Line[]>([freshLine()])
  const send = useSend(toolLibrary, 'noteMeeting', {
    stale,
    then: () => {
      toast(t('desk.meetingKept'), 'good')
      onDone()
    },
  })
  const change = (id: string, part: Partial<Line>) =>
    setLines((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const items = lines.filter(({ text, spokenBy }) => text.trim().length >= 4 && spokenBy.trim())
  return (
    <div className="studio-part">
      <p className="studio-note">{t('desk.meetingHint')}</p>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('desk.meetingDay')}</span>
        <DatePicker value={heldOn} maxDate={dayjs()} allowClear={false} onChange={(day) => day && setHeldOn(day)} />
      </label>
      <ul className="studio-cards">
        {lines.map((line, index) => (
          <li key={line.id} className="studio-card">
            <Input
              aria-label={t('desk.spokenByOf', { number: index + 1 })}
              placeholder={t('desk.spokenBy')}
              maxLength={40}
              value={line.spokenBy}
              onChange={(event) => change(line.id, { spokenBy: event.target.value })}
            />
            <Input.TextArea
              aria-label={t('desk.raisedOf', { number: index + 1 })}
              placeholder={t('desk.raised')}
              maxLength={500}
              autoSize={{ minRows: 2 }}
              value={line.text}
              onChange={(event) => change(line.id, { text: event.target.value })}
            />
          </li>
        ))}
      </ul>
      <div className="studio-acts">
        <Button disabled={lines.length >= 30} onClick={() => setLines((all) => [...all, freshLine()])}>
          {t('desk.raiseAnother')}
        </Button>
        <Button
          type="primary"
          disabled={items.length === 0}
          loading={send.isSending}
          onClick={() => send.now({ body: { area, heldOn: heldOn.format('YYYY-MM-DD'), items } })}
        >
          {t('desk.keepMeeting')}
        </Button>
      </div>
    </div>
  )
}

export default function RemarksPage() {
  const t = useWords()
  const say = useSay()
  const { since, day } = useTimes()
  const { code } = useArea()
  const session = useSession()
  const area =
    code ?? session.grants.find(({ role }) => role === 'communityAdmin' || role === 'dataSteward')?.area ?? null
  const [filters, filter] = useFilters()
  const [open, setOpen] = useState<RemarkRow | null>(null)
  const state = remarkStates.find((one) => one === filters.state)
  const figures = useAsk(toolLibrary, 'remarkFigures', { query: { area: area ?? '' } }, { enabled: area !== null })
  const days = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : t('desk.inDays', { days: value })
  return (
    <DeskPage
      title={t('nav.remarks')}
      hint={t('desk.remarksHint')}
      {...(area && area.length === 12 && !area.endsWith('000')
        ? { tools: <Button onClick={() => filter({ meeting: 'new' })}>{t('desk.noteMeeting')}</Button> }
        : {})}
    >
      <Figures
        of={[
          { label: t('desk.remarksSaid'), value: figures.data?.said ?? '—' },
          { label: t('desk.remarksAnswered'), value: figures.data?.answered ?? '—' },
          { label: t('desk.daysToAnswer'), value: days(figures.data?.daysToAnswer) },
          { label: t('desk.daysToChange'), value: days(figures.data?.daysToChange) },
        ]}
      />
      <ListTable
        contract={toolLibrary}
        route="remarks"
        input={{
          query: {
            ...(code ? { area: code } : {}),
            ...(state ? { state } : {}),
            ...(filters.heldOn ? { heldOn: filters.heldOn } : {}),
          },
        }}
        filters={[
          {
            name: 'state',
            label: t('desk.state'),
            choices: remarkStates.map((value) => ({ value, label: t(`remarkState.${value}`) })),
          },
          { name: 'heldOn', label: t('desk.meetingDay'), kind: 'day' },
        ]}
        columns={[
          { key: 'text', title: t('desk.remark'), cell: (row) => row.text },
          {
            key: 'about',
            title: t('desk.remarkAbout'),
            width: 160,
            cell: (row) => (row.name ? say(row.name) : t('desk.wholeHouse')),
          },
          {
            key: 'from',
            title: t('desk.remarkFrom'),
            width: 170,
            cell: (row) =>
              row.heldOn
                ? `${t('desk.meeting')} ${day(row.heldOn)} · ${row.spokenBy ?? ''}`
                : t(`remarkBoard.${row.board}`),
          },
          { key: 'at', title: t('screen.openedAt'), width: 130, cell: (row) => since(row.saidAt) },
          {
            key: 'state',
            title: t('desk.state'),
            width: 100,
            cell: (row) => <Chip tone={remarkTone(row.state)}>{t(`remarkState.${row.state}`)}</Chip>,
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={t('desk.remark')}>
        {open && <Answering key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
      <Detail
        isOpen={filters.meeting === 'new'}
        onClose={() => filter({ meeting: null })}
        title={t('desk.noteMeeting')}
      >
        {area && <Meeting area={area} onDone={() => filter({ meeting: null })} />}
      </Detail>
    </DeskPage>
  )
}
