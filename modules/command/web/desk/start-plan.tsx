/** Starts a plan (启动预案) for a case or a place: the plans that suit, each with its button; what runs already opens. */
import { dayOf } from '@liren/contract/day'
import { matters } from '@liren/matters/contract'
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Failed,
  Field,
  Sheet,
  Skeleton,
  toast,
  useAsk,
  useGo,
  useSend,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import './plan.css'

export type StartAbout =
  | { readonly caseId: string; readonly title: string }
  | { readonly area: string; readonly name: string; readonly because?: string }

export const StartPlan = ({ about, onClose }: { about: StartAbout; onClose: () => void }) => {
  const t = useWords('command')
  const go = useGo()
  const [because, setBecause] = useState('because' in about ? (about.because ?? '') : '')
  const [untilOn, setUntilOn] = useState('')
  const of = 'caseId' in about ? { caseId: about.caseId } : { area: about.area }
  const asked = useAsk(command, 'fittingPlans', { query: of })
  const send = useSend(command, 'startPlan', {
    stale: [[command], [matters]],
    then: ({ id }) => {
      toast(t('screen.planStarted'), 'good')
      onClose()
      go(`/command/plans/running/${id}`)
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={
        'caseId' in about ? t('screen.startFor', { title: about.title }) : t('screen.startAt', { area: about.name })
      }
    >
      <p>{t('screen.startHint')}</p>
      <Field
        label={t('screen.startBecause')}
        maxLength={400}
        value={because}
        onChange={(event) => setBecause(event.target.value)}
      />
      {'area' in about && (
        <Field
          label={t('screen.campaignDay')}
          hint={t('screen.campaignHint')}
          type="date"
          min={dayOf(Date.now())}
          value={untilOn}
          error={send.errors.untilOn}
          onChange={(event) => setUntilOn(event.target.value)}
        />
      )}
      {asked.error ? (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      ) : !asked.data ? (
        <Skeleton rows={3} />
      ) : asked.data.items.length === 0 ? (
        <Empty icon="document" title={t('screen.noFitting')} hint={t('screen.noFittingHint')} />
      ) : (
        <ul className="plan-choices">
          {asked.data.items.map((plan) => (
            <li key={plan.id}>
              <span className="plan-choice-name">
                <b>{plan.name}</b>
                {plan.isFor && <Chip tone="main">{t('screen.forCategory')}</Chip>}
                <small>
                  {t('screen.planTasksCount', { count: plan.tasks })} · {plan.about}
                </small>
              </span>
              {plan.runningId ? (
                <ButtonLink to={`/command/plans/running/${plan.runningId}`}>{t('screen.seeRunning')}</ButtonLink>
              ) : (
                <Button
                  tone="main"
                  aria-label={`${t('screen.startThis')} ${plan.name}`}
                  isBusy={send.isSending}
                  onClick={() =>
                    send.now({
                      body: {
                        planId: plan.id,
                        ...of,
                        ...(because.trim() ? { because } : {}),
                        ...(untilOn ? { untilOn } : {}),
                      },
                    })
                  }
                >
                  {t('screen.startThis')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  )
}
