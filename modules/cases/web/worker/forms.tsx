/** Which form a press opens. Signing in and filing need none: they are done at once. */
import { Button, Sheet, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'
import { isUndoable } from '../parts/undoable.ts'
import { AcceptForm, AskVerificationForm, ConcludeForm, DeclineForm, QuestionForm } from './centre-forms.tsx'
import { DispatchForm, SendBackForm, UndoForwardForm } from './dispatch-form.tsx'
import { CheckForm, SettleForm, VerificationForm } from './field-forms.tsx'
import { FollowUpForm } from './follow-up-form.tsx'
import { moveOf, useKeeping, useKeptFor } from './kept.ts'
import { ForwardForm, ReplyForm, RequestForm, type RequestKind, SupportForm, useUnitsBelow } from './unit-forms.tsx'

export type FormName = string

const requestActs = { delay: 'askDelay', suspend: 'askSuspend', return: 'askReturn' } as const
/** Moves a phone has a form for, the likeliest first. */
export const order: readonly string[] = [
  'signIn',
  'reply',
  'answerVerification',
  'pass',
  'accept',
  'file',
  'dispatch',
  'close',
  'settle',
  'fail',
  'askVerification',
  'askReporter',
  'askBeforeTaking',
  'rework',
  'recheck',
  'forward',
  'redispatch',
  'sendBack',
  'undoForward',
  'decline',
  'declineFiling',
]

const helperOf = (of: CaseView, units: readonly string[]) =>
  of.matter.helpers.find(({ unitId, doneAt }) => doneAt === null && units.includes(unitId))

export const OpenForm = ({ of, form, onClose }: { of: CaseView; form: FormName; onClose: () => void }) => {
  const { grants } = useSession()
  const units = grants.flatMap(({ unitId }) => (unitId ? [unitId] : []))
  const both = { of, onClose }
  switch (form) {
    case 'reply':
      return <ReplyForm {...both} />
    case 'answerVerification':
      return <VerificationForm {...both} />
    case 'pass':
    case 'fail':
      return <CheckForm {...both} isPassed={form === 'pass'} />
    case 'settle':
      return <SettleForm {...both} />
    case 'forward':
      return <ForwardForm {...both} />
    case 'dispatch':
    case 'redispatch':
      return <DispatchForm {...both} />
    case 'sendBack':
      return <SendBackForm {...both} />
    case 'accept':
      return <AcceptForm {...both} />
    case 'decline':
    case 'declineFiling':
      return <DeclineForm {...both} />
    case 'askVerification':
      return <AskVerificationForm {...both} />
    case 'askReporter':
    case 'askBeforeTaking':
      return <QuestionForm {...both} move={form} />
    case 'undoForward':
      return <UndoForwardForm {...both} />
    case 'close':
    case 'rework':
    case 'recheck':
      return <ConcludeForm {...both} decision={form} />
    case 'delay':
    case 'suspend':
    case 'return':
      return <RequestForm {...both} kind={form} />
    case 'followUp':
      return <FollowUpForm {...both} />
    case 'finishSupport': {
      const helper = helperOf(of, units)
      return helper ? <SupportForm {...both} helperId={helper.id} /> : null
    }
    default:
      return null
  }
}

/** What may be done now, at the thumb: the likeliest as the main button, one beside it, the rest behind "more". */
export const Actions = ({ of, open }: { of: CaseView; open: (form: FormName) => void }) => {
  const t = useWords('cases')
  const keep = useKeeping(of)
  const { grants } = useSession()
  const [isMore, setMore] = useState(false)
  const { matter } = of
  const kept = useKeptFor(matter.id).flatMap((one) => (one.kind === 'move' ? [moveOf(one.kept)] : []))
  const units = grants.flatMap(({ unitId }) => (unitId ? [unitId] : []))
  const below = useUnitsBelow(of)
  // Nobody is offered to pass it on where there is nobody to pass it to.
  const possible = matter.moves
    .map(({ name }) => name)
    .filter((name) => (name !== 'forward' || below.length > 0) && (name !== 'undoForward' || isUndoable(of)))
  // Signed in without a network: the reply may follow at once, and is sent after it.
  const moves = kept.includes('signIn') ? ['reply'] : possible
  const names: FormName[] = [
    ...(matter.acts.includes('finishSupport') && helperOf(of, units) ? ['finishSupport'] : []),
    ...order.filter((name) => moves.includes(name) && !kept.includes(name)),
    ...(matter.acts.includes('followUp') ? ['followUp'] : []),
  ]
  const isWaiting = kept.some((name) => name !== 'signIn')
  const requests = (Object.keys(requestActs) as RequestKind[]).filter((kind) => matter.acts.includes(requestActs[kind]))
  const word = (name: FormName) => {
    if (name === 'finishSupport' || name === 'followUp') return t(`matters:act.${name}`)
    const request = requests.find((kind) => kind === name)
    return request ? t(`matters:act.${requestActs[request]}`) : t(`process.case-handling.move.${name}`)
  }
  const press = (name: FormName) => {
    setMore(false)
    if (name === 'signIn' || name === 'file') void keep.move(name, word(name))
    else open(name)
  }
  const shown = isWaiting ? [] : names
  const [main, second] = shown
  const rest = [...shown.slice(2), ...(isWaiting ? [] : requests)]
  // Whoever merely happens to be able to settle it is not told to.
  const isTheirs = main !== 'settle' || matter.mayAs.includes('holder')
  if (!main && rest.length === 0) return null
  return (
    <>
      {rest.length > 0 && (
        <Button icon="more" aria-haspopup="dialog" onClick={() => setMore(true)}>
          {t('screen.worker.more')}
        </Button>
      )}
      {second && <Button onClick={() => press(second)}>{word(second)}</Button>}
      {main && (
        <Button tone={isTheirs ? 'main' : 'plain'} onClick={() => press(main)}>
          {word(main)}
        </Button>
      )}
      {isMore && (
        <Sheet isOpen onClose={() => setMore(false)} title={t('screen.worker.more')}>
          <div className="more-acts">
            {rest.map((name) => (
              <Button key={name} isWide onClick={() => press(name)}>
                {word(name)}
              </Button>
            ))}
          </div>
        </Sheet>
      )}
    </>
  )
}
