/** Handing a tool in: what is still open, what is alike already, which need it answers; then it is tried in its own community. */
import { ask, Icon, Notice, toast, toastProblem, useGo, useMay, usePages, useSend, useWords } from '@liren/web'
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { type Alike, toolLibrary } from '../../../contract.ts'
import { completed } from '../../../document/completed.ts'
import type { Fault } from '../../../document/document.ts'
import { both } from '../../../document/studio.ts'
import { useSay } from '../../parts/say.ts'
import { useFaultWords } from './fault-line.tsx'
import { type Part, type StepName, stepOf } from './part.ts'

/** Above this the library asks why another one is needed. */
const alikeFrom = 0.45
const stale = [[toolLibrary], [{ name: 'launcher' }]] as const

export type Checked = {
  readonly isSound: boolean
  readonly faults: readonly Fault[]
  readonly alike: readonly Alike[]
  readonly latest: { readonly version: string; readonly step: string; readonly next: string } | null
}

const Open = ({ faults, onGo }: { faults: readonly Fault[]; onGo: (step: StepName) => void }) => {
  const t = useWords('tool-library')
  const words = useFaultWords()
  const byStep = new Map(faults.map((fault) => [stepOf(fault.path), fault]))
  return (
    <Notice tone="soon">
      <p>{t('studio.stillOpen')}</p>
      <ul className="studio-open">
        {[...byStep].map(([step, fault]) => (
          <li key={step}>
            <Button type="link" onClick={() => onGo(step)}>
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
                {one.because.length > 0 && ` · ${one.because.map((why) => t(`alikeBy.${why}`)).join('、')}`}
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

const NewNeed = ({ area, onMade }: { area: string; onMade: (id: string, title: string) => void }) => {
  const t = useWords('tool-library')
  const [title, setTitle] = useState('')
  const [evidence, setEvidence] = useState('')
  const send = useSend(toolLibrary, 'askNeed', {
    stale: [[toolLibrary, 'needs']],
    then: ({ id }) => onMade(id, title.trim()),
  })
  return (
    <div className="studio-card">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('screen.needTitle')}</span>
        <Input value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
        {send.errors.title && <p className="studio-fault">{send.errors.title}</p>}
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('screen.evidence')}</span>
        <Input
          value={evidence}
          placeholder={t('screen.evidenceHint')}
          maxLength={1000}
          onChange={(event) => setEvidence(event.target.value)}
        />
        {send.errors.evidence && <p className="studio-fault">{send.errors.evidence}</p>}
      </label>
      <div>
        <Button
          disabled={title.trim().length < 4 || evidence.trim().length < 4}
          loading={send.isSending}
          onClick={() => send.now({ body: { area, title, evidence, serves: 'resident' } })}
        >
          {t('studio.noteNeed')}
        </Button>
      </div>
    </div>
  )
}

export const HandIn = ({
  id,
  area,
  tool,
  change,
  checked,
  onGo,
}: Part & { id: string; area: string; checked: Checked | undefined; onGo: (step: StepName) => void }) => {
  const t = useWords('tool-library')
  const go = useGo()
  const needs = usePages(toolLibrary, 'needs', { query: { limit: 50 } })
  const [needId, setNeed] = useState<string | null>(tool.needs[0]?.register ?? null)
  const [isNew, setNew] = useState(false)
  const [exit, setExit] = useState(t('studio.exitUsual'))
  const [justification, setJustification] = useState('')
  const [until, setUntil] = useState(dayjs().add(30, 'day'))
  const [isBusy, setBusy] = useState(false)
  const [errors, setErrors] = useState<string | null>(null)
  const open = (checked?.faults ?? []).filter(({ level }) => level === 'refuse')
  const alike = (checked?.alike ?? []).filter(({ likeness }) => likeness >= alikeFrom)
  const isSound = checked?.isSound ?? false
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
    !needId && t('studio.lacksNeed'),
    exit.trim().length < 4 && t('studio.lacksExit'),
    alike.length > 0 && justification.trim().length < 4 && t('studio.lacksWhy'),
  ].filter((one) => one !== false)
  const submit = async () => {
    if (!needId) return
    setBusy(true)
    setErrors(null)
    try {
      await ask(toolLibrary, 'keepDraft', { params: { id }, body: { area, document: completed(tool) } })
      await ask(toolLibrary, 'submit', {
        params: { id },
        body: {
          needId,
          trialUntil: until.format('YYYY-MM-DD'),
          exitCriteria: exit,
          ...(justification.trim() ? { justification } : {}),
        },
      })
      toast(t('desk.handedIn'), 'good')
      go('/tool-library/uses')
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
      {alike.length > 0 && (
        <>
          <AlikeOnes area={area} alike={alike} onCited={() => go('/tool-library/uses')} />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
          <label className="studio-line">
            <span>{t('desk.justification')}</span>
            <Input.TextArea
              value={justification}
              maxLength={1000}
              autoSize={{ minRows: 2 }}
              placeholder={t('studio.justificationHint')}
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
            label: `${one.title}（${t('screen.votes', { count: one.votes })}）`,
          }))}
          onChange={(next: string) => choose(next, needs.items.find((one) => one.id === next)?.title ?? '')}
        />
      </label>
      {isNew ? (
        <NewNeed
          area={area}
          onMade={(made, title) => {
            choose(made, title)
            setNew(false)
          }}
        />
      ) : (
        <div>
          <Button type="link" onClick={() => setNew(true)}>
            {t('studio.newNeed')}
          </Button>
        </div>
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
      {errors && (
        <p className="studio-fault" role="alert">
          {errors}
        </p>
      )}
      <div className="studio-acts">
        <Button type="primary" size="large" disabled={lacks.length > 0} loading={isBusy} onClick={() => void submit()}>
          {t('desk.handIn')}
        </Button>
        {lacks.length > 0 && <span className="studio-note">{t('studio.lacks', { what: lacks.join('、') })}</span>}
      </div>
      <p className="studio-note">{t('studio.whatNext')}</p>
    </div>
  )
}
