/** A department's port: where it is asked, the least that is told it, what of its answer is let in, how often and how fast. */
import { Icon, useWords } from '@liren/web'
import { Button, Checkbox, Input, InputNumber } from 'antd'
import { type Received, receivedOf, withReceived } from '../../../document/outside.ts'
import { sendable } from '../../../ports/disguise.ts'
import { useEntryWords } from '../../parts/entry-words.ts'
import { FaultLine } from './fault-line.tsx'
import type { Part } from './part.ts'

const Receives = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const rows = receivedOf(tool)
  const put = (next: readonly Received[]) => change((one) => withReceived(one, next))
  const set = (at: number, part: Partial<Received>) =>
    put(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <div className="studio-line">
      <span>{t('outside.receives')}</span>
      {rows.map(({ name, words }, index) => (
        <span key={index} className="studio-between">
          <Input
            aria-label={t('outside.receivedName', { number: index + 1 })}
            placeholder={t('outside.receivedNameHint')}
            style={{ width: 180 }}
            value={name}
            maxLength={40}
            onChange={(event) => set(index, { name: event.target.value.trim() })}
          />
          <Input
            aria-label={t('outside.receivedWords', { number: index + 1 })}
            placeholder={t('outside.receivedWordsHint')}
            style={{ width: 220 }}
            value={words}
            maxLength={60}
            onChange={(event) => set(index, { words: event.target.value })}
          />
          <Button
            type="text"
            aria-label={t('outside.dropReceived', { number: index + 1 })}
            icon={<Icon name="close" size={18} />}
            onClick={() => put(rows.filter((_, other) => other !== index))}
          />
          <FaultLine at={`/port/receives/${index}`} />
        </span>
      ))}
      <div>
        <Button disabled={rows.length >= 40} onClick={() => put([...rows, { name: '', words: '' }])}>
          {t('outside.addReceived')}
        </Button>
      </div>
      <FaultLine at="/port/receives" isDeep={false} />
    </div>
  )
}

export const PortPart = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const entry = useEntryWords()
  const { port } = tool
  if (!port) return null
  const set = (part: Partial<typeof port>) =>
    change((one) => (one.port ? { ...one, port: { ...one.port, ...part } } : one))
  const number = (
    label: string,
    at: string,
    value: number | undefined,
    [min, max]: readonly [number, number],
    put: (value: number | null) => void,
  ) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="studio-line">
      <span>{label}</span>
      <InputNumber aria-label={label} min={min} max={max} value={value ?? null} onChange={put} />
      <FaultLine at={at} />
    </label>
  )
  return (
    <section className="studio-part">
      <h3>{t('outside.asked')}</h3>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('outside.portAddress')}</span>
        <Input
          value={port.url}
          maxLength={400}
          placeholder="https://"
          onChange={(event) => set({ url: event.target.value.trim() })}
        />
        <FaultLine at="/port/url" />
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('outside.health')}</span>
        <Input
          value={port.healthPath}
          maxLength={100}
          placeholder="/health"
          onChange={(event) => set({ healthPath: event.target.value.trim() })}
        />
        <FaultLine at="/port/healthPath" />
      </label>
      <div className="studio-line">
        <span>{t('outside.sends')}</span>
        <Checkbox.Group
          className="studio-ticks"
          value={[...port.sends]}
          options={Object.keys(sendable).map((value) => ({ value, label: entry(value) }))}
          onChange={(sends: string[]) => set({ sends })}
        />
        <span className="studio-note">{t('outside.sendsHint')}</span>
        <FaultLine at="/port/sends" />
      </div>
      <Receives tool={tool} change={change} />
      {number(t('outside.perMinute'), '/port/perMinute', port.perMinute, [1, 600], (value) =>
        set({ perMinute: value ?? 1 }),
      )}
      {number(t('outside.withinMs'), '/port/answerWithinMs', port.answerWithinMs, [100, 10_000], (value) =>
        set({ answerWithinMs: value ?? 3000 }),
      )}
      {number(t('outside.promised'), '/port/promisedPercent', port.promisedPercent, [50, 100], (value) =>
        change((one) => {
          if (!one.port) return one
          const { promisedPercent: _, ...rest } = one.port
          return { ...one, port: value === null ? rest : { ...rest, promisedPercent: value } }
        }),
      )}
    </section>
  )
}
