/** Several forms filled in as one: every question once, answered in each of them, and all handed in together. */
import { ask, Button, Chip, Notice, Page, refresh, toastProblem, useWords } from '@liren/web'
import { useMemo, useRef, useState } from 'react'
import type { Filled } from '../../accepted.ts'
import { sentOf } from '../../answers.ts'
import { fieldsOf } from '../../blocks.ts'
import { forms, type SubmissionView } from '../../contract.ts'
import { asideOf, spread } from '../../joined.ts'
import { filledOf } from '../../resume.ts'
import { type Filling, fillingOf } from './filling.ts'
import { FormView } from './form-view.tsx'
import { useRules } from './rules.ts'

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

export const JoinedForm = ({
  title,
  back,
  parts,
  onHandedIn,
}: {
  title: string
  back: string
  parts: readonly Part[]
  onHandedIn: () => void
}) => {
  const t = useWords('forms')
  const [all, setAll] = useState<readonly Filled[]>(() => parts.map(({ form }) => filledOf(form)))
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const revisions = useRef(parts.map(({ form }) => form.revision))
  const definitions = useMemo(() => parts.map(({ form }) => form.definition), [parts])
  const atHand = useRules(definitions, true)
  const fillings = parts.map(({ form }, index) =>
    fillingOf(
      {
        definition: form.definition,
        filled: all[index] ?? filledOf(form),
        offers: form.offers,
        held: form.held,
        today: form.today,
        channel: form.channel,
        onChange: (next) => setAll((before) => spread(definitions, before, index, next)),
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
  const handIn = async () => {
    setTried(true)
    const [first] = faults
    if (first) {
      document.getElementById(`field-${first.field}`)?.scrollIntoView({ block: 'center' })
      return
    }
    setBusy(true)
    try {
      // One after the other: each is an application of its own, and what went through stays.
      for (const [index, { form }] of parts.entries()) {
        const filled = all[index]
        if (!filled || form.state !== 'draft') continue
        await ask(forms, 'save', {
          params: { id: form.id },
          body: { ...sentOf(filled), revision: revisions.current[index] ?? form.revision },
        })
        revisions.current[index] = (revisions.current[index] ?? form.revision) + 1
        await ask(forms, 'submit', { params: { id: form.id }, body: sentOf(filled) })
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
        <Button tone="main" isWide isBusy={isBusy || !atHand.isWhole} onClick={() => void handIn()}>
          {t('screen.toPapers')}
        </Button>
      }
    >
      <Notice tone="good">{t('screen.oneForm', { n: parts.length, asked, shown })}</Notice>
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
