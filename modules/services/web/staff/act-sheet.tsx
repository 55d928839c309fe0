/** What one act asks before it is done. */

import { PhotoPicker } from '@liren/files/web/photo-picker.tsx'
import { FieldTicks } from '@liren/forms/web/field-ticks'
import { organisation } from '@liren/organisation/contract'
import { Button, Field, Section, SelectField, Sheet, Switch, TextField, useAsk, useLook, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { declineReasons, pauseReasons } from '../../application.ts'
import type { ApplicationView } from '../../views.ts'
import type { Act } from './acts.ts'
import { nothingSaid, type Said, useActs } from './use-acts.ts'

type Part = { readonly said: Said; readonly change: (next: Partial<Said>) => void }

const toggled = (all: readonly string[], one: string, isOn: boolean) =>
  isOn ? [...all, one] : all.filter((other) => other !== one)

/** Units that look at it side by side: found by name, chosen one by one. */
const UnitsAsked = ({ said, change, proposed }: Part & { readonly proposed: readonly string[] }) => {
  const t = useWords('services')
  const [q, setQ] = useState('')
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const { data } = useAsk(organisation, 'units', { query: { q: q.trim(), limit: 8 } }, { enabled: q.trim() !== '' })
  const one = useAsk(
    organisation,
    'units',
    { query: { q: proposed[0] ?? '', limit: 8 } },
    { enabled: proposed.length > 0 },
  )
  const two = useAsk(
    organisation,
    'units',
    { query: { q: proposed[1] ?? '', limit: 8 } },
    { enabled: proposed.length > 1 },
  )
  const three = useAsk(
    organisation,
    'units',
    { query: { q: proposed[2] ?? '', limit: 8 } },
    { enabled: proposed.length > 2 },
  )
  // Those the item's own flow names, until somebody chose.
  useEffect(() => {
    const named = [one, two, three].flatMap(({ data: page }) => page?.items ?? [])
    const wanted = named.filter(({ code }) => proposed.includes(code))
    if (wanted.length < Math.min(3, proposed.length)) return
    setNames((before) => (before.size > 0 ? before : new Map(wanted.map(({ id, name }) => [id, name]))))
    change({ units: wanted.map(({ id }) => id) })
  }, [one.data, two.data, three.data])
  const found = (data?.items ?? []).filter(({ id }) => !said.units.includes(id))
  return (
    <>
      <Field label={t('screen.findUnit')} value={q} maxLength={60} onChange={(event) => setQ(event.target.value)} />
      <div className="services-chips">
        {found.map(({ id, name }) => (
          <Button
            key={id}
            onClick={() => {
              setNames(new Map([...names, [id, name]]))
              change({ units: [...said.units, id] })
              setQ('')
            }}
          >
            {t('screen.addUnit', { name })}
          </Button>
        ))}
        {said.units.map((id) => (
          <Button key={id} tone="main" onClick={() => change({ units: toggled(said.units, id, false) })}>
            {t('screen.dropUnit', { name: names.get(id) ?? id })}
          </Button>
        ))}
      </div>
      <Field
        label={t('screen.unitDays')}
        type="number"
        min={1}
        max={60}
        value={String(said.days)}
        onChange={(event) => change({ days: Math.min(60, Math.max(1, Number(event.target.value) || 1)) })}
      />
    </>
  )
}

const optional: readonly Act[] = ['accept', 'endNotice', 'resume', 'countVisit']
const withMore: readonly Act[] = ['decline', 'visit', 'refuse', 'handOff']
const oneLine: readonly Act[] = ['countVisit', 'handOff', 'issue']

/** What only the office can say: a grade an assessment found, a code a register gave out. */
const Settles = ({
  said,
  change,
  of,
  errors,
}: Part & { of: ApplicationView; errors: Readonly<Record<string, string>> }) => {
  const t = useWords('services')
  const { locale } = useLook()
  const settles = of.item.effects?.settles ?? []
  const words = (one: { readonly zh: string; readonly en: string }) => (locale === 'en' ? one.en : one.zh)
  if (settles.length === 0) return null
  return (
    <Section title={t('screen.settle')}>
      {settles.map(({ key, label, codes, format }) => {
        const value = said.settled[key] ?? ''
        const settle = (next: string) => change({ settled: { ...said.settled, [key]: next } })
        const error = errors[`settled.${key}`]
        return codes ? (
          <SelectField
            key={key}
            label={words(label)}
            value={value}
            choices={[
              { value: '', label: '—' },
              ...Object.entries(codes).map(([code, name]) => ({ value: code, label: words(name) })),
            ]}
            error={error}
            onChange={(event) => settle(event.target.value)}
          />
        ) : (
          <Field
            key={key}
            label={words(label)}
            type={format === 'date' ? 'date' : format === 'integer' ? 'number' : 'text'}
            value={value}
            maxLength={200}
            error={error}
            onChange={(event) => settle(event.target.value)}
          />
        )
      })}
    </Section>
  )
}

const isSettled = (of: ApplicationView, said: Said) =>
  (of.item.effects?.settles ?? []).every(({ key, isOptional }) => isOptional || (said.settled[key] ?? '') !== '')

const isReady = (act: Act, said: Said, isLate: boolean, of: ApplicationView) => {
  const text = said.text.trim()
  if (act === 'refuse') return text !== '' && said.more.trim() !== ''
  if (act === 'consult') return text !== '' && said.units.length > 0
  if (act === 'handOff') return text !== '' && said.reason.trim() !== ''
  if (act === 'approve') return text !== '' && isSettled(of, said) && (!isLate || said.more.trim() !== '')
  return optional.includes(act) || text !== ''
}

export const ActSheet = ({ of, act, onClose }: { of: ApplicationView; act: Act; onClose: () => void }) => {
  const t = useWords('services')
  const [said, setSaid] = useState(nothingSaid)
  const change = (next: Partial<Said>) => setSaid((before) => ({ ...before, ...next }))
  const { sends, go } = useActs(of, onClose)
  const { errors, isSending } = sends[act]
  const isLate = act === 'approve' && of.materials.some(({ isLater, source }) => isLater && source === null)
  const reasons =
    act === 'decline'
      ? declineReasons.map((value) => ({ value, label: t(`decline.${value}`) }))
      : act === 'pause'
        ? pauseReasons.map((value) => ({ value, label: t(`pauseReason.${value}`) }))
        : null
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t(`act.${act}`)}
      action={
        <Button
          tone={act === 'decline' || act === 'refuse' ? 'urgent' : 'main'}
          isWide
          disabled={!isReady(act, said, isLate, of)}
          isBusy={isSending}
          onClick={() => go(act, said)}
        >
          {t(`act.${act}`)}
        </Button>
      }
    >
      {reasons && (
        <SelectField
          label={t('screen.reason')}
          value={said.reason || (reasons[0]?.value ?? '')}
          choices={reasons}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      {oneLine.includes(act) ? (
        <Field
          label={t(`ask.${act}`)}
          value={said.text}
          maxLength={act === 'issue' ? 200 : 60}
          onChange={(event) => change({ text: event.target.value })}
        />
      ) : (
        <TextField
          label={t(`ask.${act}`)}
          value={said.text}
          maxLength={act === 'consult' ? 300 : act === 'publish' ? 600 : 2000}
          onChange={(event) => change({ text: event.target.value })}
        />
      )}
      {act === 'handOff' && (
        <Field
          label={t('screen.thereNow')}
          value={said.reason}
          maxLength={60}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      {(withMore.includes(act) || isLate) && (
        <Field
          label={t(`more.${act}`)}
          value={said.more}
          maxLength={act === 'handOff' ? 60 : 300}
          error={errors.companions ?? errors.ground ?? errors.despite}
          onChange={(event) => change({ more: event.target.value })}
        />
      )}
      {act === 'approve' && <Settles said={said} change={change} of={of} errors={errors} />}
      {act === 'askCorrection' && (
        <FieldTicks
          code={of.itemCode}
          area={of.areaCode}
          label={t('screen.fieldsAsked')}
          value={said.fields}
          onChange={(fields) => change({ fields })}
        />
      )}
      {act === 'consult' && <UnitsAsked said={said} change={change} proposed={of.item.flow[of.step]?.units ?? []} />}
      {act === 'visit' && (
        <>
          <Switch label={t('screen.genuine')} value={said.isGenuine} onChange={(isGenuine) => change({ isGenuine })} />
          <PhotoPicker
            label={t('screen.visitPhotos')}
            value={said.photos}
            most={6}
            onChange={(photos) => change({ photos })}
          />
        </>
      )}
    </Sheet>
  )
}
