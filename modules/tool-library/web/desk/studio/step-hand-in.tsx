/** Handing a tool in: what is still open, what is alike already, which need it answers; then it is tried in its own community. */
import {
  ask,
  Icon,
  Notice,
  toast,
  toastProblem,
  useArea,
  useGo,
  useMay,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type Alike, type BurdenView, toolLibrary } from '../../../contract.ts'
import { grows } from '../../../document/burden.ts'
import type { Fault, Words } from '../../../document/document.ts'
import { ethicsDue } from '../../../document/ethics.ts'
import { both } from '../../../document/studio.ts'
import { BurdenLine } from '../../parts/burden-line.tsx'
import { useSay } from '../../parts/say.ts'
import { EthicsPart } from './ethics.tsx'
import { useFaultWords } from './fault-line.tsx'
import { type Part, type StepName, stepOf } from './part.ts'

/** Above this the library asks why another one is needed. */
const alikeFrom = 0.45
const stale = [[toolLibrary], [{ name: 'launcher' }]] as const

export type Checked = {
  readonly isSound: boolean
  readonly faults: readonly Fault[]
  readonly alike: readonly Alike[]
  readonly justifiedBefore: string | null
  readonly latest: {
    readonly version: string
    readonly step: string
    readonly next: string
    readonly keys: readonly string[]
  } | null
  readonly journeys: readonly { readonly title: string; readonly isFine: boolean }[]
  readonly burden: BurdenView | null
  readonly gaps: readonly { readonly key: string; readonly label: Words; readonly type: string }[]
}

/** Fields of the standard that was copied: which of one's own stands for each, or none. */
const Gaps = ({ tool, change, gaps }: Part & { gaps: Checked['gaps'] }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const own = (type: string) =>
    tool.forms
      .flatMap((form) => form.fields)
      .filter((field) => field.schema.type === type && !field.isPersonal)
      .map((field) => ({ value: field.key, label: field.label['zh-CN'] }))
  const map = (key: string, to: string) =>
    change((one) => ({
      ...one,
      ...(one.lineage
        ? { lineage: { ...one.lineage, mapping: { ...one.lineage.mapping, [key]: to === '' ? null : to } } }
        : {}),
    }))
  return (
    <section className="studio-part">
      <h3>{t('studio.gaps')}</h3>
      <p className="studio-note">{t('studio.gapsHint')}</p>
      {gaps.map(({ key, label, type }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
        <label key={key} className="studio-line">
          <span>{t('studio.gapOf', { field: say(label) })}</span>
          <Select
            aria-label={t('studio.gapOf', { field: say(label) })}
            placeholder={t('studio.gapChoose')}
            options={[...own(type), { value: '', label: t('studio.gapNone') }]}
            onChange={(to: string) => map(key, to)}
          />
        </label>
      ))}
    </section>
  )
}

/** An example written by hand that the changes left behind: put right in the document, or replaced by what is worked out. */
const LeftBehind = ({ titles, onUsual }: { titles: readonly string[]; onUsual: () => void }) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  return (
    <Notice tone="soon">
      <p>{t('studio.exampleFails', { titles: list(titles) })}</p>
      <Button onClick={onUsual}>{t('studio.usualExample')}</Button>
    </Notice>
  )
}

const Open = ({ faults, onGo }: { faults: readonly Fault[]; onGo: (step: StepName, path: string) => void }) => {
  const t = useWords('tool-library')
  const words = useFaultWords()
  const byStep = new Map(faults.map((fault) => [stepOf(fault.path), fault]))
  return (
    <Notice tone="soon">
      <p>{t('studio.stillOpen')}</p>
      <ul className="studio-open">
        {[...byStep].map(([step, fault]) => (
          <li key={step}>
            <Button type="link" onClick={() => onGo(step, fault.path)}>
              {t(`studio.${step}`)}
            </Button>
            {words(fault)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const AlikeOnes = ({ area, alike, onCited }: { area: string; alike: readonly Alike[]; onCited: () => void }) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const say = useSay()
  const may = useMay()
  const cite = useSend(toolLibrary, 'use', {
    stale,
    then: () => {
      toast(t('studio.citedInstead'), 'good')
      onCited()
    },
  })
  return (
    <section className="studio-part">
      <h3>{t('studio.alreadyThere')}</h3>
      <p className="studio-note">{t('studio.alreadyHint')}</p>
      <ul className="studio-cards">
        {alike.map((one) => (
          <li key={one.id} className="studio-card studio-alike">
            <span className="grow">
              <b>{say(one.name)}</b> · {say(one.unit)}
              <br />
              <span className="studio-note">
                {t('desk.alikeLine', { percent: Math.round(one.likeness * 100) })}
                {one.because.length > 0 && ` · ${list(one.because.map((why) => t(`alikeBy.${why}`)))}`}
              </span>
            </span>
            {may('tool.use') && (
              <Button
                loading={cite.isSending}
                aria-label={t('studio.citeThis', { name: say(one.name) })}
                onClick={() => cite.now({ params: { id: one.id }, body: { area, mode: 'cite' } })}
              >
                {t('desk.cite')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export const HandIn = ({
  id,
  area,
  tool,
  change,
  checked,
  onGo,
  onUsualExample,
}: Part & {
  id: string
  area: string
  checked: Checked | undefined
  onGo: (step: StepName, path: string) => void
  onUsualExample: () => void
}) => {
  const t = useWords('tool-library')
  const { list } = useTimes()
  const go = useGo()
  // Whoever answers for a community goes on to its tools; makers of a department to what became of theirs.
  const after = useMay()('tool.use') ? '/tool-library/uses' : '/tool-library/studio'
  const needs = usePages(toolLibrary, 'needs', { query: { limit: 50 } })
  const [needId, setNeed] = useState<string | null>(tool.needs[0]?.register ?? null)
  const [evidence, setEvidence] = useState('')
  const [exit, setExit] = useState(t(tool.kind === 'declared' ? 'studio.exitUsual' : 'studio.exitOutside'))
  const [justification, setJustification] = useState('')
  const [burdenReason, setBurdenReason] = useState('')
  const [until, setUntil] = useState(dayjs().add(30, 'day'))
  const { areas } = useArea()
  const communities = areas.filter(({ code }) => !code.endsWith('000') && code.startsWith(area.replace(/(000)+$/, '')))
  const [trialArea, setTrialArea] = useState<string | null>(area.endsWith('000') ? null : area)
  const [isBusy, setBusy] = useState(false)
  const [errors, setErrors] = useState<string | null>(null)
  // What is confirmed on this very page is asked for there.
  const open = (checked?.faults ?? []).filter(({ level, code }) => level === 'refuse' && code !== 'ethics')
  const alike = (checked?.alike ?? []).filter(({ likeness }) => likeness >= alikeFrom)
  const failing = (checked?.journeys ?? []).filter(({ isFine }) => !isFine).map(({ title }) => title)
  const gaps = checked?.gaps ?? []
  const burden = checked?.burden ?? null
  const isMore = burden?.change ? grows(burden.change) : false
  const isSound = checked !== undefined && open.length === 0 && failing.length === 0
  const lacksEthics = !tool.ethics && ethicsDue(tool).length > 0
  const choose = (next: string, title: string) => {
    setNeed(next)
    change((one) => ({
      ...one,
      needs: [
        {
          who: one.needs[0]?.who ?? both('居民', 'Residents'),
          what: both(title, one.needs[0]?.what.en ?? 'What people asked for'),
          serves: one.needs[0]?.serves ?? 'resident',
          register: next,
        },
      ],
    }))
  }
  const lacks = [
    !isSound && t('studio.lacksSound'),
    !needId && evidence.trim().length < 4 && t('studio.lacksNeed'),
    !trialArea && t('studio.lacksTrialArea'),
    exit.trim().length < 4 && t('studio.lacksExit'),
    lacksEthics && t('studio.lacksEthics'),
    gaps.length > 0 && t('studio.lacksMapping'),
    isMore && burdenReason.trim().length < 4 && t('studio.lacksBurden'),
    alike.length > 0 && !checked?.justifiedBefore && justification.trim().length < 4 && t('studio.lacksWhy'),
  ].filter((one) => one !== false)
  /** What the tool is for is what was wanted; why, was written just now. */
  const registered = async () => {
    const made = await ask(toolLibrary, 'askNeed', {
      body: { area, title: tool.summary['zh-CN'].slice(0, 80), evidence, serves: 'resident' },
    })
    choose(made.id, made.title)
    return made.id
  }
  const submit = async () => {
    setBusy(true)
    setErrors(null)
    try {
      const need = needId ?? (await registered())
      const document = {
        ...tool,
        needs: tool.needs.map((one, index) => (index === 0 ? { ...one, register: need } : one)),
      }
      await ask(toolLibrary, 'keepDraft', { params: { id }, body: { area, document } })
      await ask(toolLibrary, 'submit', {
        params: { id },
        body: {
          needId: need,
          trialUntil: until.format('YYYY-MM-DD'),
          ...(trialArea ? { trialArea } : {}),
          exitCriteria: exit,
          ...(justification.trim() ? { justification } : {}),
          ...(isMore ? { burdenReason } : {}),
        },
      })
      toast(t('desk.handedIn'), 'good')
      go(after)
    } catch (thrown) {
      setErrors(thrown instanceof Error ? thrown.message : null)
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="studio-part">
      {open.length > 0 && <Open faults={open} onGo={onGo} />}
      {failing.length > 0 && <LeftBehind titles={failing} onUsual={onUsualExample} />}
      {isSound && open.length === 0 && (
        <p className="studio-fine">
          <Icon name="check" size={18} /> {t('desk.sound')}
        </p>
      )}
      {checked?.latest && (
        <Notice>
          {t('studio.nextVersion', {
            before: checked.latest.version,
            next: checked.latest.next,
            step: t(`step.${checked.latest.step}`),
          })}
        </Notice>
      )}
      {burden && tool.kind === 'declared' && <BurdenLine of={burden} />}
      {isMore && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
        <label className="studio-line">
          <span>{t('studio.burdenWhy')}</span>
          <Input value={burdenReason} maxLength={500} onChange={(event) => setBurdenReason(event.target.value)} />
        </label>
      )}
      <EthicsPart tool={tool} change={change} />
      {gaps.length > 0 && <Gaps tool={tool} change={change} gaps={gaps} />}
      {alike.length > 0 && (
        <>
          <AlikeOnes area={area} alike={alike} onCited={() => go(after)} />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('desk.justification')}</span>
            <Input.TextArea
              value={justification}
              maxLength={1000}
              autoSize={{ minRows: 2 }}
              placeholder={checked?.justifiedBefore ?? t('studio.justificationHint')}
              onChange={(event) => setJustification(event.target.value)}
            />
          </label>
        </>
      )}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('desk.need')}</span>
        <Select
          aria-label={t('desk.need')}
          placeholder={t('studio.chooseNeed')}
          value={needId}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('screen.noNeeds')}
          options={needs.items.map((one) => ({
            value: one.id,
            label: t('web:noted', { what: one.title, note: t('screen.votes', { count: one.votes }) }),
          }))}
          onChange={(next: string) => choose(next, needs.items.find((one) => one.id === next)?.title ?? '')}
        />
      </label>
      {!needId && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
        <label className="studio-line">
          <span>{t('studio.needNow')}</span>
          <Input
            value={evidence}
            placeholder={t('screen.evidenceHint')}
            maxLength={1000}
            onChange={(event) => setEvidence(event.target.value)}
          />
        </label>
      )}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('desk.exit')}</span>
        <Input.TextArea
          value={exit}
          maxLength={500}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setExit(event.target.value)}
        />
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('desk.trialUntil')}</span>
        <DatePicker value={until} minDate={dayjs()} allowClear={false} onChange={(day) => day && setUntil(day)} />
      </label>
      {(communities.length > 1 || !trialArea) && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
        <label className="studio-line">
          <span>{t('trial.where')}</span>
          <Select
            aria-label={t('trial.where')}
            placeholder={t('trial.choose')}
            value={trialArea}
            showSearch={{ optionFilterProp: 'label' }}
            options={communities.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(next: string) => setTrialArea(next)}
          />
          <span className="studio-note">{t('trial.whereHint')}</span>
        </label>
      )}
      {errors && (
        <p className="studio-fault" role="alert">
          {errors}
        </p>
      )}
      <div className="studio-acts">
        <Button type="primary" size="large" disabled={lacks.length > 0} loading={isBusy} onClick={() => void submit()}>
          {t('desk.handIn')}
        </Button>
        {lacks.length > 0 && <span className="studio-note">{t('studio.lacks', { what: list(lacks) })}</span>}
      </div>
      <p className="studio-note">{t('studio.whatNext')}</p>
    </div>
  )
}
