/** What the office does now with an application: only the acts its state and step allow, each with what it asks. */
import {
  Button,
  Facts,
  Field,
  Notice,
  Section,
  SelectField,
  Sheet,
  Switch,
  TextField,
  toast,
  useMay,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { declineReasons } from '../../application.ts'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'

type Act =
  | 'accept'
  | 'askCorrection'
  | 'decline'
  | 'pass'
  | 'visit'
  | 'publish'
  | 'endNotice'
  | 'resume'
  | 'pause'
  | 'approve'
  | 'refuse'
  | 'issue'

/** The server decides; this only keeps buttons away that could do nothing. */
export const actsOf = (of: Pick<ApplicationView, 'state' | 'step' | 'item' | 'gaps'>): readonly Act[] => {
  const kind = of.item.flow[of.step]?.kind
  if (of.state === 'submitted')
    return ['accept', ...(of.gaps.length === 0 ? (['askCorrection'] as const) : []), 'decline']
  if (of.state === 'waiting') return ['resume']
  if (of.state === 'noticing') return ['endNotice']
  if (of.state === 'issuing') return ['issue']
  if (of.state !== 'reviewing') return []
  if (kind === 'decide') return ['approve', 'refuse']
  if (kind === 'notice') return ['publish', 'pause']
  return [...(kind === 'visit' || kind === 'assess' ? (['visit'] as const) : []), 'pass', 'pause']
}

const Answers = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const [reason, setReason] = useState('')
  const send = useSend(services, 'revealAnswers', { stale: [] })
  if (send.reply)
    return (
      <Facts
        of={[
          [t('screen.applicant'), send.reply.name ?? '–'],
          ...Object.entries(send.reply.answers).map(
            ([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
          ),
        ]}
      />
    )
  return (
    <>
      <Notice>{t('screen.lookIsSeen')}</Notice>
      <Field
        label={t('screen.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        icon="eye"
        disabled={reason.trim().length < 2}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id: of.id }, body: { reason: reason.trim() } })}
      >
        {t('screen.readAnswers')}
      </Button>
    </>
  )
}

const words: Readonly<Record<Act, string>> = {
  accept: 'accept',
  askCorrection: 'askCorrection',
  decline: 'decline',
  pass: 'pass',
  visit: 'visit',
  publish: 'publish',
  endNotice: 'endNotice',
  resume: 'resume',
  pause: 'pause',
  approve: 'approve',
  refuse: 'refuse',
  issue: 'issue',
}

const ActSheet = ({ of, act, onClose }: { of: ApplicationView; act: Act; onClose: () => void }) => {
  const t = useWords('services')
  const [text, setText] = useState('')
  const [more, setMore] = useState('')
  const [isGenuine, setGenuine] = useState(true)
  const [reason, setReason] = useState<(typeof declineReasons)[number]>('notEligible')
  const then = () => {
    toast(t('screen.actDone'), 'good')
    onClose()
  }
  const options = { then }
  const sends = {
    accept: useSend(services, 'accept', options),
    askCorrection: useSend(services, 'askCorrection', options),
    decline: useSend(services, 'decline', options),
    pass: useSend(services, 'pass', options),
    visit: useSend(services, 'visit', options),
    publish: useSend(services, 'publish', options),
    endNotice: useSend(services, 'endNotice', options),
    resume: useSend(services, 'resume', options),
    pause: useSend(services, 'pause', options),
    approve: useSend(services, 'approve', options),
    refuse: useSend(services, 'refuse', options),
    issue: useSend(services, 'issue', options),
  }
  const params = { id: of.id }
  const seen = of.matter?.seen
  const base = seen === undefined ? {} : { seen }
  const said = text.trim()
  const lines = said
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
  const optional = said ? { text: said } : {}
  const go = () => {
    if (act === 'accept') sends.accept.now({ params, body: { ...base, ...optional } })
    else if (act === 'askCorrection') sends.askCorrection.now({ params, body: { ...base, gaps: lines } })
    else if (act === 'decline')
      sends.decline.now({
        params,
        body: { ...base, reason, text: said, ...(more.trim() ? { ground: more.trim() } : {}) },
      })
    else if (act === 'pass') sends.pass.now({ params, body: { ...base, text: said } })
    else if (act === 'visit')
      sends.visit.now({
        params,
        body: {
          ...base,
          found: said,
          isGenuine,
          companions: more
            .split(/[、,，\s]+/)
            .filter(Boolean)
            .slice(0, 4),
        },
      })
    else if (act === 'publish') sends.publish.now({ params, body: { ...base, shown: said } })
    else if (act === 'endNotice') sends.endNotice.now({ params, body: { ...base, ...optional } })
    else if (act === 'resume') sends.resume.now({ params, body: { ...base, ...optional } })
    else if (act === 'pause') sends.pause.now({ params, body: { ...base, why: 'appraisal', text: said } })
    else if (act === 'approve')
      sends.approve.now({ params, body: { ...base, text: said, ...(more.trim() ? { despite: more.trim() } : {}) } })
    else if (act === 'refuse') sends.refuse.now({ params, body: { ...base, text: said, basis: more.trim() } })
    else sends.issue.now({ params, body: { ...base, how: said } })
  }
  const isOptional = act === 'accept' || act === 'endNotice' || act === 'resume'
  const hasMore = act === 'decline' || act === 'visit' || act === 'refuse'
  const isReady = (isOptional || said.length > 0) && (act !== 'refuse' || more.trim().length > 0)
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(`act.${words[act]}`)}
      action={
        <Button
          tone={act === 'decline' || act === 'refuse' ? 'urgent' : 'main'}
          isWide
          disabled={!isReady}
          isBusy={sends[act].isSending}
          onClick={go}
        >
          {t(`act.${words[act]}`)}
        </Button>
      }
    >
      {act === 'decline' && (
        <SelectField
          label={t('screen.reason')}
          value={reason}
          choices={declineReasons.map((value) => ({ value, label: t(`decline.${value}`) }))}
          onChange={(event) => setReason(declineReasons.find((one) => one === event.target.value) ?? 'other')}
        />
      )}
      <TextField
        label={t(`ask.${words[act]}`)}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.target.value)}
      />
      {hasMore && (
        <Field
          label={t(`more.${act}`)}
          value={more}
          maxLength={400}
          error={sends[act].errors.companions ?? sends[act].errors.ground}
          onChange={(event) => setMore(event.target.value)}
        />
      )}
      {act === 'visit' && <Switch label={t('screen.genuine')} value={isGenuine} onChange={setGenuine} />}
    </Sheet>
  )
}

export const StaffPart = ({ of }: { of: ApplicationView }) => {
  const t = useWords('services')
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const step = of.item.flow[of.step]
  const acts = actsOf(of)
  return (
    <>
      <Section title={t('screen.nowToDo')}>
        {step && of.state === 'reviewing' && (
          <p>
            {t('screen.step', { by: t(`by.${step.by}`), name: step.name })}
            {step.people ? ` · ${t('screen.people', { n: step.people })}` : ''}
          </p>
        )}
        {acts.length === 0 && <p>{t('screen.nothingToDo')}</p>}
        <div className="services-chips">
          {acts.map((one, index) => (
            <Button key={one} tone={index === 0 ? 'main' : 'plain'} onClick={() => setAct(one)}>
              {t(`act.${words[one]}`)}
            </Button>
          ))}
        </div>
        {act && <ActSheet key={act} of={of} act={act} onClose={() => setAct(null)} />}
      </Section>
      {may('application.read') && (
        <Section title={t('screen.answers')}>
          <Answers of={of} />
        </Section>
      )}
    </>
  )
}
