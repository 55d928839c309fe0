/** Noting how a tool is made together: who was there as groups, what they said or tried, and what was changed by it. */
import { toast, todayOn, useSend, useWords } from '@liren/web'
import { Button, DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { togetherKinds } from '../../routes-together.ts'
import './studio/studio.css'

type Kind = (typeof togetherKinds)[number]

export const NoteTogether = ({ tool, area, onDone }: { tool: string; area: string; onDone: () => void }) => {
  const t = useWords('tool-library')
  const [id] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<Kind>('trialGroup')
  const [heldOn, setHeldOn] = useState(dayjs(todayOn()))
  const [people, setPeople] = useState<number | null>(5)
  const [who, setWho] = useState('')
  const [what, setWhat] = useState('')
  const [became, setBecame] = useState('')
  const send = useSend(toolLibrary, 'noteTogether', {
    stale: [[toolLibrary, 'together']],
    then: () => {
      toast(t('together.kept'), 'good')
      onDone()
    },
  })
  const line = (
    label: string,
    value: string,
    set: (text: string) => void,
    hint: string,
    maxLength: number,
    error?: string,
  ) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="studio-line">
      <span>{label}</span>
      <Input.TextArea
        value={value}
        maxLength={maxLength}
        autoSize={{ minRows: 1 }}
        placeholder={hint}
        onChange={(event) => set(event.target.value)}
      />
      {error && <p className="studio-fault">{error}</p>}
    </label>
  )
  return (
    <div className="studio-part">
      <p className="studio-note">{t('together.hint')}</p>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('together.kind')}</span>
        <Select
          aria-label={t('together.kind')}
          value={kind}
          options={togetherKinds.map((value) => ({ value, label: t(`togetherKind.${value}`) }))}
          onChange={setKind}
        />
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('together.heldOn')}</span>
        <DatePicker
          value={heldOn}
          maxDate={dayjs(todayOn())}
          allowClear={false}
          onChange={(next) => next && setHeldOn(next)}
        />
        {send.errors.heldOn && <p className="studio-fault">{send.errors.heldOn}</p>}
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('together.people')}</span>
        <InputNumber aria-label={t('together.people')} value={people} min={1} max={9999} onChange={setPeople} />
      </label>
      {line(t('together.who'), who, setWho, t('together.whoHint'), 120, send.errors.who)}
      {line(t('together.what'), what, setWhat, t('together.whatHint'), 600, send.errors.what)}
      {line(t('together.becameWhat'), became, setBecame, t('together.becameHint'), 600, send.errors.became)}
      <div className="studio-acts">
        <Button
          type="primary"
          loading={send.isSending}
          disabled={who.trim().length < 2 || what.trim().length < 4 || !people}
          onClick={() =>
            send.now({
              params: { id: tool },
              body: {
                ...{ id, area, kind, who, what, people: people ?? 1 },
                heldOn: heldOn.format('YYYY-MM-DD'),
                ...(became.trim().length >= 2 ? { became } : {}),
              },
            })
          }
        >
          {t('together.keep')}
        </Button>
      </div>
    </div>
  )
}
