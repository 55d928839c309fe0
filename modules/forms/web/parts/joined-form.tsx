/** Several forms filled in as one: every question once, answered in each of them, each kept as it is typed, and all handed in together. */
import {
  ask,
  Button,
  Chip,
  Notice,
  online,
  Page,
  problemOf,
  refresh,
  Skeleton,
  toastProblem,
  useCell,
  useWords,
} from '@liren/web'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { sentOf } from '../../answers.ts'
import { fieldsOf } from '../../blocks.ts'
import { forms, type SubmissionView } from '../../contract.ts'
import { asideOf, spread } from '../../joined.ts'
import { isSame } from '../../origin.ts'
import { type Filling, fillingOf } from './filling.ts'
import { FormView } from './form-view.tsx'
import { type KeptForm, useKept } from './kept.ts'
import { useRules } from './rules.ts'

const Conflict = lazy(() => import('./conflict.tsx'))

/** The same form without the places that are asked elsewhere; a group with nothing left shows nothing. */
const without = (filling: Filling, aside: ReadonlySet<string>): Filling => {
  const { standing } = filling.accepted
  const isAside = (at: string) => [...aside].some((path) => at === path || at.startsWith(`${path}.`))
  const shown = standing.shown.filter(({ at }) => !isAside(at))
  const visible = new Set(
    [...standing.visible].filter(
      (at) =>
        !isAside(at) && (shown.some((leaf) => leaf.at === at || leaf.at.startsWith(`${at}.`)) || isList(filling, at)),
    ),
  )
  return { ...filling, accepted: { ...filling.accepted, standing: { ...standing, shown, visible } } }
}
/** An empty list still has its button. */
const isList = ({ definition }: Filling, at: string) =>
  fieldsOf(definition).some(({ key, repeat, fields }) => key === at && repeat !== undefined && fields !== undefined)

/** Lacking, not confirmed, not explained: the same in all forms, and settled where it is asked. */
const isOfHands = (code: string) => code === 'needed' || code === 'not-confirmed' || code === 'reason-needed'

type Part = { readonly name: string; readonly form: SubmissionView }

type JoinedProps = {
  readonly title: string
  readonly back: string
  readonly parts: readonly Part[]
  readonly onHandedIn: () => void
}

const Joined = ({ title, back, parts, onHandedIn, kept }: JoinedProps & { readonly kept: readonly KeptForm[] }) => {
  const t = useWords('forms')
  const isOnline = useCell(online)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const all = kept.map(({ filled }) => filled)
  const definitions = useMemo(() => parts.map(({ form }) => form.definition), [parts])
  const atHand = useRules(definitions, true)
  const fillings = parts.map(({ form }, index) =>
    fillingOf(
      {
        definition: form.definition,
        filled: all[index] ?? form,
        offers: form.offers,
        held: form.held,
        today: form.today,
        channel: form.channel,
        onChange: (next) =>
          spread(definitions, all, index, next).forEach((filled, at) => {
            if (at === index || !isSame(filled, all[at])) kept[at]?.change(filled)
          }),
      },
      atHand,
    ),
  )
  const asides = asideOf(
    fillings.map(({ definition, filled, accepted }) => ({
      definition,
      filled,
      visible: accepted.standing.visible,
      faulty: new Set(accepted.faults.filter(({ code }) => !isOfHands(code)).map(({ field }) => field)),
    })),
  )
  const faults = fillings.flatMap(({ accepted }) => accepted.faults)
  const asked = fillings.reduce((sum, { accepted }) => sum + accepted.standing.shown.length, 0)
  const shown = fillings.reduce(
    (sum, filling, index) => sum + without(filling, asides[index] ?? new Set()).accepted.standing.shown.length,
    0,
  )
  // Said of one form it is said of all: it is the device that counts.
  const apart = kept.flatMap((one) => (one.conflict ? [{ ...one, conflict: one.conflict }] : []))
  const settleAll = (how: 'keepMine' | 'takeTheirs') => {
    for (const one of apart) one[how]()
  }
  const handIn = async () => {
    setTried(true)
    const [first] = faults
    if (first) {
      document.getElementById(`field-${first.field}`)?.scrollIntoView({ block: 'center' })
      return
    }
    setBusy(true)
    try {
      // Before anything is handed in, all of them stand as they are here.
      for (const one of kept) if (!(await one.send())) return window.scrollTo(0, 0)
      // One after the other: each is an application of its own, and what went through stays.
      for (const [index, { form }] of parts.entries()) {
        const one = kept[index]
        if (!one || form.state !== 'draft') continue
        try {
          await ask(forms, 'submit', { params: { id: form.id }, body: { ...sentOf(one.filled), since: one.since() } })
        } catch (thrown) {
          if (problemOf(thrown)?.code !== 'forms/somebody-was-faster') throw thrown
          await one.settle(thrown)
          return window.scrollTo(0, 0)
        }
        await one.forget()
      }
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
      await refresh([forms])
      onHandedIn()
    }
  }
  return (
    <Page
      title={title}
      back={back}
      canBeRead
      action={
        <Button
          tone="main"
          isWide
          isBusy={isBusy || !atHand.isWhole}
          disabled={!isOnline || apart.length > 0}
          onClick={() => void handIn()}
        >
          {t('screen.toPapers')}
        </Button>
      }
    >
      <Notice tone="good">{t('screen.oneForm', { n: parts.length, asked, shown })}</Notice>
      {!isOnline && (
        <Notice tone="soon">
          {t(parts.some(({ form }) => form.isAssisted) ? 'screen.offlineAssisted' : 'screen.offline')}
        </Notice>
      )}
      {apart.map(({ conflict, filled }) => (
        <Suspense key={conflict.id} fallback={<Skeleton />}>
          <Conflict
            theirs={conflict}
            mine={filled}
            onMine={() => settleAll('keepMine')}
            onTheirs={() => settleAll('takeTheirs')}
          />
        </Suspense>
      ))}
      {isTried && faults.length > 0 && <Notice tone="overdue">{t('screen.someMissing', { n: faults.length })}</Notice>}
      {fillings.map((filling, index) => {
        const part = parts[index]
        const fields = fieldsOf(filling.definition)
        const rest = without(filling, asides[index] ?? new Set())
        if (!part || rest.accepted.standing.shown.length === 0) return null
        const groups = filling.definition.pages?.flatMap((page) => page.groups) ?? [
          { fields: fields.map(({ key }) => key) },
        ]
        return (
          <section key={part.form.id} aria-label={part.name}>
            <p className="form-read">
              <Chip tone="main">{part.name}</Chip>
            </p>
            <FormView fields={fields} groups={groups} filling={rest} isTried={isTried} />
          </section>
        )
      })}
    </Page>
  )
}

/** Each form is kept by itself, in a room of its own: how many there are, no hook could know. */
const Keeping = ({
  parts: [first, ...rest],
  kept = [],
  draw,
}: {
  parts: readonly Part[]
  kept?: readonly KeptForm[]
  draw: (kept: readonly KeptForm[]) => ReactNode
}) => (first ? <One form={first.form} rest={rest} kept={kept} draw={draw} /> : draw(kept))

const One = ({
  form,
  rest,
  kept,
  draw,
}: {
  form: SubmissionView
  rest: readonly Part[]
  kept: readonly KeptForm[]
  draw: (kept: readonly KeptForm[]) => ReactNode
}) => {
  const mine = useKept(form)
  return mine.isReady ? <Keeping parts={rest} kept={[...kept, mine]} draw={draw} /> : <Skeleton rows={6} />
}

/** Stays as it is for as long as it stands there: whoever takes a part away gives it another `key`. */
export const JoinedForm = (props: JoinedProps) => (
  <Keeping parts={props.parts} draw={(kept) => <Joined {...props} kept={kept} />} />
)
