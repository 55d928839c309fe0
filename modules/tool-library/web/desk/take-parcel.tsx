/** 带入工具包 A file from another district: first shown what it is, whose, and what is alike here; then taken in, to be tried before it is decided. */
import { Chip, Facts, Field, Notice, toast, todayOn, useArea, usePages, useSend, useTimes, useWords } from '@liren/web'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useEntryWords } from '../parts/entry-words.ts'
import { useSay } from '../parts/say.ts'
import { useFaultWords } from './studio/fault-line.tsx'

/** Above this the library asks why another one is needed. */
const alikeFrom = 0.45

/** What stands in a file, or null where it is no JSON. */
const readFile = async (file: File): Promise<unknown> => {
  try {
    return JSON.parse(await file.text()) as unknown
  } catch {
    return null
  }
}

export const TakeParcel = ({ onClose }: { onClose: () => void }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const entry = useEntryWords()
  const faultWords = useFaultWords()
  const { list, clauses } = useTimes()
  const { areas } = useArea()
  const [parcel, setParcel] = useState<unknown>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const [needId, setNeed] = useState<string | null>(null)
  const [trialArea, setArea] = useState<string | null>(null)
  const [exit, setExit] = useState(t('studio.exitUsual'))
  const [justification, setJustification] = useState('')
  const needs = usePages(toolLibrary, 'needs', { query: { limit: 50 } })
  const check = useSend(toolLibrary, 'checkParcel', { stale: [] })
  const install = useSend(toolLibrary, 'install', {
    stale: [[toolLibrary], [{ name: 'launcher' }]],
    then: ({ state }) => {
      toast(t(state === 'published' ? 'parcel.published' : 'parcel.tried'), 'good')
      onClose()
    },
  })
  const seen = check.reply
  const isAlike = seen?.alike.some(({ likeness }) => likeness >= alikeFrom) ?? false
  const isFine =
    seen?.isSound && seen.isTrusted && seen.failing.length === 0 && (seen.before === null || seen.before.isEnough)
  const lacks =
    !isFine ||
    (seen.isTriedFirst &&
      (!needId || !trialArea || exit.trim().length < 4 || (isAlike && justification.trim().length < 4)))
  const choose = async (file: File | undefined) => {
    if (!file) return
    const read = await readFile(file)
    const isObject = typeof read === 'object' && read !== null
    setUnreadable(!isObject)
    setParcel(isObject ? read : null)
    if (isObject) check.now({ body: { parcel: read } })
  }
  const take = () =>
    install.now({
      body: {
        parcel,
        ...(seen?.isTriedFirst && needId && trialArea
          ? { needId, trialArea, trialUntil: todayOn(30), exitCriteria: exit }
          : {}),
        ...(justification.trim() ? { justification } : {}),
      },
    })
  return (
    <Modal
      open
      width={720}
      onCancel={onClose}
      title={t('parcel.take')}
      footer={
        <Button type="primary" disabled={lacks} loading={install.isSending} onClick={take}>
          {t(seen && !seen.isTriedFirst ? 'parcel.takeNow' : 'parcel.takeToTry')}
        </Button>
      }
    >
      <div className="studio-part">
        <Field
          label={t('parcel.file')}
          hint={t('parcel.fileHint')}
          type="file"
          accept=".json,application/json"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
        {isUnreadable && <Notice tone="overdue">{t('parcel.unreadable')}</Notice>}
        {parcel !== null && seen && (
          <>
            {seen.tool && (
              <Facts
                of={[
                  [t('nav.run'), t('web:noted', { what: say(seen.tool.name), note: seen.tool.version })],
                  [t('desk.kind'), t(`kind.${seen.tool.kind}`)],
                  [t('screen.unit'), say(seen.tool.unit)],
                  [t('publishers.publisher'), seen.tool.publisher],
                  [t('parcel.key'), seen.keyId ?? t('screen.unsigned')],
                  [t('screen.reads'), list(seen.tool.reads.map(entry)) || t('screen.nothing')],
                  [t('screen.writes'), list(seen.tool.writes.map(entry)) || t('screen.writesNothing')],
                  seen.before && [
                    t('parcel.after'),
                    seen.before.step === 'none'
                      ? seen.before.version
                      : t('web:noted', { what: seen.before.version, note: t(`step.${seen.before.step}`) }),
                  ],
                ]}
              />
            )}
            {!seen.isSound && <Notice tone="overdue">{clauses(seen.faults.slice(0, 6).map(faultWords))}</Notice>}
            {seen.isSound && !seen.isTrusted && (
              <Notice tone="overdue">{t(seen.keyId ? 'parcel.stranger' : 'parcel.unsigned')}</Notice>
            )}
            {seen.failing.length > 0 && (
              <Notice tone="overdue">{t('studio.exampleFails', { titles: list(seen.failing) })}</Notice>
            )}
            {seen.before && !seen.before.isEnough && <Notice tone="overdue">{t('parcel.wrongStep')}</Notice>}
            {seen.alike.map((one) => (
              <p key={one.id}>
                <Chip tone="soon">{t('desk.alikeLine', { percent: Math.round(one.likeness * 100) })}</Chip>{' '}
                {t('web:noted', { what: say(one.name), note: say(one.unit) })}
              </p>
            ))}
          </>
        )}
        {isFine && seen.isTriedFirst && (
          <>
            <p className="studio-note">{t('parcel.triedFirst')}</p>
            {isAlike && (
              // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
              <label className="studio-line">
                <span>{t('desk.justification')}</span>
                <Input.TextArea
                  value={justification}
                  maxLength={1000}
                  autoSize={{ minRows: 2 }}
                  onChange={(event) => setJustification(event.target.value)}
                />
              </label>
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
                options={needs.items.map((one) => ({ value: one.id, label: one.title }))}
                onChange={(next: string) => setNeed(next)}
              />
            </label>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
            <label className="studio-line">
              <span>{t('trial.where')}</span>
              <Select
                aria-label={t('trial.where')}
                placeholder={t('trial.choose')}
                value={trialArea}
                showSearch={{ optionFilterProp: 'label' }}
                options={areas
                  .filter(({ code }) => !code.endsWith('000'))
                  .map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(next: string) => setArea(next)}
              />
            </label>
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
          </>
        )}
      </div>
    </Modal>
  )
}
