/** Registering what leads out of the house: a page somebody else runs, or a department that is asked; then handed in like any tool. */
import { Switch, useTimes, useWords } from '@liren/web'
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useMemo } from 'react'
import { completed } from '../../../document/completed.ts'
import type { ToolDocument } from '../../../document/document.ts'
import { withSignOn } from '../../../document/outside.ts'
import { BoardsPart } from './boards-part.tsx'
import { CostPart } from './cost-part.tsx'
import { FaultLine } from './fault-line.tsx'
import { Faults, type Part } from './part.ts'
import { PortPart } from './port-part.tsx'
import { Basics } from './step-basics.tsx'
import { HandIn } from './step-hand-in.tsx'
import { useHistory } from './use-history.ts'
import { useKeeping } from './use-keeping.ts'

type Link = NonNullable<ToolDocument['link']>
const claims = ['pairwiseId', 'displayName', 'community', 'ageBand'] as const

const LinkPart = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const { link } = tool
  if (!link) return null
  const set = (next: (one: Link) => Link) => change((one) => (one.link ? { ...one, link: next(one.link) } : one))
  const isSigningOn = link.redirectUrls !== undefined
  return (
    <section className="studio-part">
      <h3>{t('outside.where')}</h3>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('outside.address')}</span>
        <Input
          value={link.url}
          maxLength={400}
          placeholder="https://"
          onChange={(event) => set((one) => ({ ...one, url: event.target.value.trim() }))}
        />
        <FaultLine at="/link/url" />
      </label>
      <div className="studio-line">
        <span>{t('link.title')}</span>
        <Radio.Group
          aria-label={t('link.title')}
          value={link.opens ?? 'away'}
          options={(['away', 'inside'] as const).map((value) => ({ value, label: t(`link.${value}`) }))}
          onChange={(event) => set((one) => ({ ...one, opens: event.target.value as 'away' | 'inside' }))}
        />
      </div>
      <Switch
        label={t('outside.signsOn')}
        value={isSigningOn}
        onChange={(isOn) => set((one) => withSignOn(one, isOn ? [one.url] : null))}
      />
      {isSigningOn && (
        <>
          <div className="studio-line">
            <span>{t('outside.claims')}</span>
            <Checkbox.Group
              className="studio-ticks"
              value={[...link.claims]}
              options={claims.map((value) => ({ value, label: t(`claim.${value}`), disabled: value === 'pairwiseId' }))}
              onChange={(chosen: (typeof claims)[number][]) => set((one) => ({ ...one, claims: chosen }))}
            />
            <span className="studio-note">{t('outside.claimsHint')}</span>
          </div>
          <div className="studio-line">
            <span>{t('outside.backTo')}</span>
            <Select
              mode="tags"
              aria-label={t('outside.backTo')}
              open={false}
              suffixIcon={null}
              tokenSeparators={[' ', ',', '\n']}
              value={link.redirectUrls ?? []}
              onChange={(urls: string[]) => set((one) => ({ ...one, redirectUrls: urls.slice(0, 5) }))}
            />
            <FaultLine at="/link/redirectUrls" />
          </div>
        </>
      )}
    </section>
  )
}

export const OutsideEditor = ({ id, area, first }: { id: string; area: string; first: ToolDocument }) => {
  const t = useWords('tool-library')
  const { when } = useTimes()
  const { value: tool, change, settle } = useHistory(first, ({ kind }) => kind)
  const whole = useMemo(() => completed(tool), [tool])
  const { checked, keptAt, isLost } = useKeeping(id, area, whole)
  // The version number follows from what was changed; nobody has to know how.
  const due = checked?.latest?.next
  if (due && due !== tool.version) settle((one) => ({ ...one, version: due }))
  return (
    <Faults value={checked?.faults ?? []}>
      <p className="studio-note" role="status">
        {isLost
          ? t('studio.notKept')
          : keptAt
            ? t('studio.keptAt', { at: when(keptAt.toISOString()) })
            : t('studio.keeping')}
      </p>
      <div className="studio-start">
        <section className="panel studio-part">
          <h2>{t(`outside.register.${tool.kind === 'port' ? 'port' : 'linked'}`)}</h2>
          <Basics tool={tool} change={change} hasCost={false} />
          <LinkPart tool={tool} change={change} />
          <PortPart tool={tool} change={change} />
          <BoardsPart tool={tool} change={change} />
          <section className="studio-part">
            <h3>{t('outside.who')}</h3>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
            <label className="studio-line">
              <span>{t('screen.contact')}</span>
              <Input
                value={tool.provider.contact}
                maxLength={120}
                onChange={(event) =>
                  change((one) => ({ ...one, provider: { ...one.provider, contact: event.target.value } }))
                }
              />
              <FaultLine at="/provider/contact" />
            </label>
            <CostPart tool={tool} change={change} />
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
            <label className="studio-line">
              <span>{t('outside.logsFor')}</span>
              <InputNumber
                aria-label={t('outside.logsFor')}
                min={1}
                max={3650}
                precision={0}
                value={tool.retention.keepDays}
                onChange={(days) =>
                  change((one) => ({ ...one, retention: { ...one.retention, keepDays: days ?? 180 } }))
                }
              />
            </label>
          </section>
        </section>
        <section className="panel">
          <h2>{t('studio.handIn')}</h2>
          <HandIn
            id={id}
            area={area}
            tool={whole}
            change={change}
            checked={checked}
            onGo={() => globalThis.scrollTo(0, 0)}
            onUsualExample={() => undefined}
          />
        </section>
      </div>
    </Faults>
  )
}
