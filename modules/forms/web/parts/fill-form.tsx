/** Filling a form in, page by page: live conditions, saving on every step, a last look, handing in; without a network it waits here. */
import {
  ask,
  Button,
  Notice,
  online,
  Page,
  problemOf,
  refresh,
  Skeleton,
  Stepper,
  sendSoon,
  toast,
  toastProblem,
  useCell,
  useLook,
  useWords,
} from '@liren/web'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { Filled } from '../../accepted.ts'
import { sentOf } from '../../answers.ts'
import { fieldsOf } from '../../blocks.ts'
import { forms, type Since, type SubmissionView } from '../../contract.ts'
import { type FormPage, say } from '../../definition.ts'
import { useFilling } from './filling.ts'
import { FormView } from './form-view.tsx'
import { type KeptForm, useKept } from './kept.ts'
import { Materials } from './materials.tsx'
import { isInHandFor } from './paper-in-hand.ts'
import { SheetPart } from './sheet-part.tsx'
import { Summary } from './summary.tsx'

/** These come when they are wanted, not with the form. */
const Conflict = lazy(() => import('./conflict.tsx'))
const PaperBeside = lazy(() => import('./paper-beside.tsx'))

/** Pages with nothing but these fields on them; all of them where none is named. */
const pagesWith = (pages: readonly FormPage[], only: readonly string[]): readonly FormPage[] =>
  only.length === 0
    ? pages
    : pages.flatMap((page) => {
        const groups = page.groups
          .map((group) => ({ ...group, fields: group.fields.filter((key) => only.includes(key)) }))
          .filter(({ fields }) => fields.length > 0)
        return groups.length > 0 ? [{ ...page, groups }] : []
      })

/** Form, materials and the last look are steps; a form with one page and no materials has two. */
const stepsOf = (pages: readonly FormPage[], hasMaterials: boolean) => [
  ...pages.map((page) => ({ kind: 'page', page }) as const),
  ...(hasMaterials ? [{ kind: 'materials' } as const] : []),
  { kind: 'summary' } as const,
]

type FillFormProps = {
  readonly submission: SubmissionView
  readonly back: string
  readonly onHandedIn: (done: SubmissionView | null) => void
  /** Fields a correction asks for; all where none is named. */
  readonly only?: readonly string[]
  /** What the asking module says before the first page. */
  readonly before?: ReactNode
  /** Where another module takes the answers itself: by its own route (else they are handed in here), or kept for later without a network. */
  readonly hands?: {
    readonly now?: (filled: Filled, since: Since) => Promise<void>
    readonly later: (filled: Filled, since: Since) => Promise<void>
  }
}

const Ready = ({
  submission,
  back,
  onHandedIn,
  hands,
  only = [],
  before,
  kept,
}: FillFormProps & { readonly kept: KeptForm }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const isOnline = useCell(online)
  const [step, setStep] = useState(0)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [isFromPaper, setFromPaper] = useState(submission.channel === 'paper' || isInHandFor(submission))
  const { definition } = submission
  const fields = useMemo(() => fieldsOf(definition), [definition])
  const all = definition.pages ?? [{ title: definition.title, groups: [{ fields: fields.map(({ key }) => key) }] }]
  const pages = pagesWith(all, only)
  const filling = useFilling({
    definition,
    filled: kept.filled,
    offers: submission.offers,
    held: submission.held,
    today: submission.today,
    channel: submission.channel,
    onChange: kept.change,
  })
  const { accepted } = filling
  const steps = stepsOf(pages, accepted.standing.materials.length > 0)
  const now = steps[Math.min(step, steps.length - 1)] ?? { kind: 'summary' as const }
  const keysHere = now.kind === 'page' ? now.page.groups.flatMap((group) => group.fields) : []
  const faultsHere = accepted.faults.filter(({ field }) =>
    now.kind === 'summary'
      ? true
      : now.kind === 'materials'
        ? field.startsWith('materials.')
        : keysHere.includes(field.split('.')[0] ?? ''),
  )

  const go = (to: number) => {
    setTried(false)
    setStep(to)
    window.scrollTo(0, 0)
    void kept.send()
  }
  const next = () => {
    const [first] = faultsHere
    if (!first) return go(step + 1)
    setTried(true)
    requestAnimationFrame(() => {
      const place = document.getElementById(`field-${first.field}`)
      place?.scrollIntoView({ block: 'center' })
      place?.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true })
    })
  }
  const handInNow = async (): Promise<SubmissionView | null> => {
    const since = kept.since()
    if (hands?.now) return hands.now(kept.filled, since).then(() => null)
    return ask(forms, 'submit', { params: { id: submission.id }, body: { ...sentOf(kept.filled), since } })
  }
  const handIn = async () => {
    setBusy(true)
    try {
      if (!isOnline && !submission.isAssisted) {
        const [filled, since] = [kept.filled, kept.since()]
        if (hands) await hands.later(filled, since)
        else await sendSoon('forms.submit', say(definition.title, locale), { id: submission.id, filled, since })
        toast(t('screen.willBeSent'), 'good')
        onHandedIn(null)
        return
      }
      if (!(await kept.send())) return window.scrollTo(0, 0)
      const done = await handInNow()
      await kept.forget()
      await refresh([forms])
      onHandedIn(done)
    } catch (thrown) {
      if (problemOf(thrown)?.code === 'forms/somebody-was-faster') {
        await kept.settle(thrown)
        return window.scrollTo(0, 0)
      }
      const field = problemOf(thrown)?.field
      const at = steps.findIndex(
        (one) =>
          one.kind === 'page' && one.page.groups.some((group) => group.fields.includes(field?.split('.')[0] ?? '')),
      )
      if (at >= 0) setStep(at)
      setTried(true)
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }

  const titles = steps.map((one) => (one.kind === 'page' ? say(one.page.title, locale) : t(`screen.${one.kind}`)))
  const isLast = now.kind === 'summary'
  return (
    <Page
      title={say(definition.title, locale)}
      back={back}
      canBeRead
      action={
        <>
          {step > 0 && <Button onClick={() => go(step - 1)}>{t('screen.stepBack')}</Button>}
          {isLast ? (
            <Button
              tone="main"
              isWide
              isBusy={isBusy || !filling.isWhole}
              disabled={accepted.faults.length > 0 || kept.conflict !== null}
              onClick={() => void handIn()}
            >
              {t('screen.handIn')}
            </Button>
          ) : (
            <Button tone="main" isWide isBusy={!filling.isWhole} onClick={next}>
              {t('screen.next')}
            </Button>
          )}
        </>
      }
    >
      {steps.length > 2 && <Stepper steps={titles} now={Math.min(step, steps.length - 1)} />}
      {!isOnline && (
        <Notice tone="soon">{t(submission.isAssisted ? 'screen.offlineAssisted' : 'screen.offline')}</Notice>
      )}
      {submission.isAssisted && <Notice>{t('screen.assisted')}</Notice>}
      {kept.conflict && (
        <Suspense fallback={<Skeleton />}>
          <Conflict theirs={kept.conflict} mine={kept.filled} onMine={kept.keepMine} onTheirs={kept.takeTheirs} />
        </Suspense>
      )}
      {step === 0 && before}
      {now.kind === 'page' && say(now.page.help, locale) !== '' && <p>{say(now.page.help, locale)}</p>}
      {isTried && faultsHere.length > 0 && (
        <Notice tone="overdue">{t('screen.faults', { count: faultsHere.length })}</Notice>
      )}
      <div className={isFromPaper && !isLast ? 'form-from-paper' : ''}>
        {isFromPaper && !isLast && (
          <Suspense fallback={<Skeleton />}>
            <PaperBeside of={submission} lines={accepted.standing.shown.length} />
          </Suspense>
        )}
        {now.kind === 'page' && (
          <FormView fields={fields} groups={now.page.groups} filling={filling} isTried={isTried} />
        )}
      </div>
      {step === 0 && isOnline && !isFromPaper && (
        <Button tone="quiet" onClick={() => setFromPaper(true)}>
          {t('screen.paperFind')}
        </Button>
      )}
      {step === 0 && isOnline && !hands && only.length === 0 && (
        <SheetPart submission={submission} onTaken={kept.take} before={kept.send} />
      )}
      {now.kind === 'materials' && <Materials filling={filling} isTried={isTried} />}
      {now.kind === 'summary' && <Summary filling={filling} />}
    </Page>
  )
}

/**
 * `onHandedIn` gets null where it waits for the network.
 * @example
 * <FillForm submission={application.form} back="/services" onHandedIn={() => go(`/services/${id}`)} />
 */
export const FillForm = (props: FillFormProps) => {
  const kept = useKept(props.submission)
  return kept.isReady ? <Ready {...props} kept={kept} /> : <Skeleton />
}
