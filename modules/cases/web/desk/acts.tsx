/** What may be done with a case now, as buttons from the process; the form of the chosen act opens in place. */
import { Button, Slot, Switch, toast } from '@liren/web'
import { Dropdown } from 'antd'
import { type ComponentType, lazy, Suspense } from 'react'
import type { CaseView } from '../../contract.ts'
import { isUndoable } from '../parts/undoable.ts'
import { AcceptForm } from './accept-form.tsx'
import { ActDraft } from './act-draft.tsx'
import { useGoesOn } from './after-act.ts'
import { useCaseWords } from './case-words.ts'
import { DispatchForm } from './dispatch-form.tsx'
import {
  ConcludeForm,
  DeclineForm,
  FileForm,
  QuestionForm,
  SendBackForm,
  SignInForm,
  UndoForwardForm,
  VerificationForm,
} from './move-forms.tsx'
import {
  AskVoidForm,
  CallForm,
  RemindForm,
  ResumeForm,
  SplitForm,
  SuperviseForm,
  UnmergeForm,
  VoidForm,
} from './spine-forms.tsx'

export type ActForm = ComponentType<{ of: CaseView; onDone: () => void; onCancel: () => void }>

const CheckForm = lazy(() => import('./check-form.tsx'))
const FollowUpForm = lazy(() => import('./follow-up-form.tsx'))
const AssignForm = lazy(() => import('./hand-forms.tsx').then((all) => ({ default: all.AssignForm })))
const SupportForm = lazy(() => import('./hand-forms.tsx').then((all) => ({ default: all.SupportForm })))
const RestForm = lazy(() => import('./rest-form.tsx'))
const MergeForm = lazy(() => import('./merge-form.tsx'))

/** In the order of their buttons. */
const moveForms: Readonly<Record<string, ActForm>> = {
  accept: AcceptForm,
  askVerification: VerificationForm,
  askBeforeTaking: QuestionForm,
  file: FileForm,
  dispatch: DispatchForm,
  undoForward: UndoForwardForm,
  redispatch: DispatchForm,
  sendBack: SendBackForm,
  signIn: SignInForm,
  askReporter: QuestionForm,
  pass: (props) => <CheckForm isPassed {...props} />,
  fail: (props) => <CheckForm isPassed={false} {...props} />,
  close: (props) => <ConcludeForm decision="close" {...props} />,
  rework: (props) => <ConcludeForm decision="rework" {...props} />,
  recheck: (props) => <ConcludeForm decision="recheck" {...props} />,
  decline: DeclineForm,
  declineFiling: DeclineForm,
}
const actForms: Readonly<Record<string, ActForm>> = {
  remind: RemindForm,
  supervise: SuperviseForm,
  logCall: CallForm,
  followUp: FollowUpForm,
  resume: ResumeForm,
  assign: AssignForm,
  support: SupportForm,
  askSuspend: RestForm,
  merge: MergeForm,
  split: SplitForm,
  unmerge: UnmergeForm,
  askVoid: AskVoidForm,
  void: VoidForm,
}
/** Shown at once; the others wait under "more". */
const near = ['unmerge', 'remind', 'supervise', 'resume', 'followUp']

export const useActsOf = (of: CaseView) => ({
  moves: Object.keys(moveForms).flatMap((name) =>
    of.matter.moves.filter((move) => move.name === name && (name !== 'undoForward' || isUndoable(of))),
  ),
  acts: Object.keys(actForms).filter((act) => of.matter.acts.some((one) => one === act)),
})

export const Acts = ({
  of,
  act,
  onAct,
  onDone,
}: {
  of: CaseView
  act: string | null
  onAct: (act: string | null) => void
  onDone: (act: string) => void
}) => {
  const { t, d, move: say } = useCaseWords()
  const { goesOn, setGoesOn } = useGoesOn()
  const { moves, acts } = useActsOf(of)
  const chosen = act && (moves.some((one) => one.name === act) || acts.includes(act)) ? act : null
  const Form = chosen ? (moveForms[chosen] ?? actForms[chosen]) : undefined
  const word = (name: string) => (actForms[name] ? t(`matters:act.${name}`) : say(name))
  const rest = acts.filter((one) => !near.includes(one))
  const main = moves.find((move) => !move.isGrave)?.name
  const hasAdded = of.matter.moves.some(({ name, isOwn }) => !isOwn && !moveForms[name])
  if (moves.length === 0 && acts.length === 0 && !hasAdded) return <p className="case-note">{d('nothingToDo')}</p>
  return (
    <div className="acts">
      <div className="act-row">
        {moves.map((one) => (
          <Button
            key={one.name}
            tone={one.name === (chosen ?? main) && !one.isGrave ? 'main' : 'plain'}
            aria-pressed={chosen === one.name}
            onClick={() => onAct(chosen === one.name ? null : one.name)}
          >
            {word(one.name)}
          </Button>
        ))}
        {acts
          .filter((one) => near.includes(one))
          .map((one) => (
            <Button
              key={one}
              tone="quiet"
              aria-pressed={chosen === one}
              onClick={() => onAct(chosen === one ? null : one)}
            >
              {word(one)}
            </Button>
          ))}
        <Slot name="matters:moves" of={{ matter: of.matter, without: Object.keys(moveForms) }} />
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{ items: rest.map((one) => ({ key: one, label: word(one) })), onClick: ({ key }) => onAct(key) }}
          >
            <button type="button" className="button button-quiet">
              {d('more')}
            </button>
          </Dropdown>
        )}
      </div>
      {Form && chosen && (
        <section className="act-form" aria-label={word(chosen)} key={chosen}>
          <h3>{word(chosen)}</h3>
          <Suspense fallback={null}>
            <ActDraft at={`${of.matter.id}.${chosen}`}>
              {(forget) => (
                <Form
                  of={of}
                  onCancel={() => {
                    forget()
                    onAct(null)
                  }}
                  onDone={() => {
                    forget()
                    toast(d('done', { act: word(chosen) }), 'good')
                    onDone(chosen)
                  }}
                />
              )}
            </ActDraft>
          </Suspense>
          {moveForms[chosen] && <Switch label={d('goesOn')} value={goesOn} onChange={setGoesOn} />}
        </section>
      )}
    </div>
  )
}
