/** How a case stands: who holds it, its clocks, its supporters, its parts, and what waits for a leader's word. */
import { matters } from '@liren/matters/contract'
import { Button, Chip, Facts, Link, Notice, Section, Slot, TextField, useSend, useTimes } from '@liren/web'
import { useState } from 'react'
import { type CaseView, cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'
import { Labelled, UnitSelect } from './choosers.tsx'
import { useSpan } from './due-chip.tsx'

export const Clocks = ({ of }: { of: CaseView }) => {
  const { t, d, clock, limit } = useCaseWords()
  const { when } = useTimes()
  const span = useSpan()
  if (of.matter.clocks.length === 0) return <p className="case-note">{d('noClocks')}</p>
  return (
    <ul className="clocks">
      {of.matter.clocks.toReversed().map((one) => {
        const from = new Date(one.startedAt).getTime()
        const due = new Date(one.dueAt).getTime()
        const until = one.stoppedAt ? new Date(one.stoppedAt).getTime() : Date.now()
        const isLate = until > due
        const share = Math.min(100, Math.max(0, ((until - from) / Math.max(1, due - from)) * 100))
        const tone = one.stoppedAt ? (isLate ? 'late' : 'done') : isLate ? 'late' : share > 75 ? 'soon' : 'calm'
        const words = one.stoppedAt
          ? t(isLate ? 'matters:screen.doneLate' : 'matters:screen.doneInTime')
          : one.pausedAt
            ? t('matters:screen.pausedClock')
            : t(isLate ? 'matters:screen.overdueBy' : 'matters:screen.leftTime', { time: span(due - until) })
        return (
          <li key={one.id}>
            <p>
              <span>{clock(one.name)}</span>
              <b className={`clock-${tone}`}>{words}</b>
            </p>
            <span className="clock-bar" aria-hidden="true">
              <i className={`clock-fill-${tone}`} style={{ width: `${share}%` }} />
            </span>
            <p className="case-note">
              {limit(one.limit)} · {d('dueAt', { when: when(one.dueAt) })}
              {one.extensions.length > 0 && ` · ${d('extended', { count: one.extensions.length })}`}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

export const Holder = ({ of }: { of: CaseView }) => {
  const { t, d } = useCaseWords()
  const { when } = useTimes()
  const { matter } = of
  return (
    <Facts
      of={[
        [
          d('holder'),
          [matter.holderUnitName, matter.holderName].filter(Boolean).join(' · ') || t('matters:screen.nobody'),
        ],
        [d('hops'), d('hopsSaid', { hops: matter.hops, returns: matter.returns, reworks: matter.reworks })],
        matter.reviewOn !== null && [t('matters:screen.reviewOn'), when(matter.reviewOn)],
      ]}
    />
  )
}

type Asked = CaseView['matter']['requests'][number]

const Decision = ({ of, request }: { of: CaseView; request: Asked }) => {
  const { t, d, limit } = useCaseWords()
  const { when } = useTimes()
  const [text, setText] = useState('')
  const [unit, setUnit] = useState<{ id: string; name: string } | null>(null)
  const send = useSend(matters, 'decide', { stale: [[cases], [matters]] })
  const mayDecide = of.matter.acts.includes('decide')
  const decide = (isGranted: boolean) =>
    send.now({
      params: { id: request.id },
      body: {
        isGranted,
        decision: text.trim(),
        ...(isGranted && request.needsArbitration && unit ? { unitId: unit.id } : {}),
      },
    })
  return (
    <div className="request">
      <Notice tone="soon">
        <b>{t(`matters:step.${request.kind}Asked`)}</b>
        {request.limit && ` ${limit(request.limit)}`}
        {request.reviewOn && ` ${request.reviewOn}`}
        {request.toUnitName && ` ${request.toUnitName}`}
        <br />
        {request.reasonCode
          ? t('web:says', { what: t(`matters:returnReason.${request.reasonCode}`), text: request.reason ?? '' })
          : request.reason}
        <small className="case-note">
          {request.askedByName} · {when(request.askedAt)}
        </small>
      </Notice>
      {mayDecide && (
        <>
          {request.needsArbitration && (
            <Labelled label={d('arbitrateTo')} hint={d('arbitrateHint')} error={send.errors.unitId}>
              {(id) => (
                <UnitSelect
                  id={id}
                  label={d('arbitrateTo')}
                  value={unit?.id ?? null}
                  onChange={(value, name) => setUnit(value && name ? { id: value, name } : null)}
                />
              )}
            </Labelled>
          )}
          <TextField
            label={d('decision')}
            rows={2}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <p className="button-row">
            <Button disabled={text.trim() === ''} isBusy={send.isSending} onClick={() => decide(false)}>
              {t('matters:screen.refuse')}
            </Button>
            <Button
              tone="main"
              disabled={text.trim() === '' || (request.needsArbitration && !unit)}
              isBusy={send.isSending}
              onClick={() => decide(true)}
            >
              {t('matters:screen.grant')}
            </Button>
          </p>
        </>
      )}
    </div>
  )
}

export const Requests = ({ of }: { of: CaseView }) =>
  of.matter.requests
    .filter((request) => request.state === 'asked')
    .map((request) => <Decision key={request.id} of={of} request={request} />)

/** The chasing job says which clock it chases by its name. */
const clocks: ReadonlySet<string> = new Set(['accept', 'verify', 'file', 'dispatch', 'signIn', 'handle', 'check'])

export const Parts = ({ of }: { of: CaseView }) => {
  const { t, d, state, clock, actor } = useCaseWords()
  const { when } = useTimes()
  const { helpers, children, supervisions, parentId, mergedIntoId } = of.matter
  const above = mergedIntoId ?? parentId
  return (
    <>
      {helpers.length > 0 && (
        <Section title={t('matters:screen.support')}>
          <ul className="thread">
            {helpers.map((helper) => (
              <li key={helper.id} className="said">
                <p>
                  <b>{helper.unitName}</b>{' '}
                  <Chip tone={helper.doneAt ? 'done' : 'soon'}>
                    {helper.doneAt ? t('matters:phase.done') : when(helper.dueAt) || t('matters:phase.doing')}
                  </Chip>
                </p>
                <p className="case-note">{helper.result ?? helper.overriddenBecause ?? helper.task}</p>
                <Slot name="matters:support" of={{ matter: of.matter, helper }} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(children.length > 0 || above) && (
        <Section title={t('matters:screen.children')}>
          <ul className="thread">
            {above && (
              <li>
                <Link to={`/cases/${above}`}>{d(mergedIntoId ? 'mergedInto' : 'partOf')}</Link>
              </li>
            )}
            {children.map((child) => (
              <li key={child.id}>
                <Link to={`/cases/${child.id}`}>{child.title}</Link>
                <small className="case-note">
                  {child.number} · {state(child.state, of.matter.added.states[child.state])}
                </small>
                <Slot name="matters:unmerge" of={child} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {supervisions.length > 0 && (
        <Section title={d('supervisions')}>
          <ul className="thread">
            {supervisions.map((one) => (
              <li key={one.id} className="said">
                <p>
                  <Chip tone={one.level === 'reminder' ? 'soon' : 'overdue'}>{t(`matters:level.${one.level}`)}</Chip>{' '}
                  {clocks.has(one.text) ? clock(one.text) : one.text}
                </p>
                <p className="case-note">
                  {[actor(one.byName), when(one.at), one.answer ?? ''].filter(Boolean).join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
