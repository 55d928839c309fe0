/** What has to be said of a tool that reads about people or lets a rule decide: begun from what the tool says, read and answered for by its maker. */
import { Chip, todayOn, useTimes, useWords } from '@liren/web'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ethicsDue, ethicsFrom } from '../../../document/ethics.ts'
import { ethicsParts } from '../../parts/ethics-notes.tsx'
import type { Part } from './part.ts'

export const EthicsPart = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const { clauses } = useTimes()
  const due = ethicsDue(tool)
  const [draft, setDraft] = useState(() => tool.ethics ?? ethicsFrom(tool, todayOn()))
  const [isOpen, setOpen] = useState(!tool.ethics)
  if (due.length === 0) return null
  const keep = () => {
    change((one) => ({ ...one, ethics: { ...draft, reviewedOn: todayOn(), reviewedBy: one.provider.unit } }))
    setOpen(false)
  }
  const isShort = ethicsParts.some((part) => draft[part]['zh-CN'].trim().length < 4)
  return (
    <section className="studio-part" aria-label={t('ethics.title')}>
      <h3>
        {t('ethics.title')} {tool.ethics && <Chip tone="done">{t('ethics.kept')}</Chip>}
      </h3>
      <p className="studio-note">
        {clauses(due.map((one) => t(`ethics.${one}`)))}。{t('ethics.hint')}
      </p>
      {isOpen ? (
        <>
          {ethicsParts.map((part) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
            <label key={part} className="studio-line">
              <span>{t(`ethics.${part}`)}</span>
              <Input.TextArea
                value={draft[part]['zh-CN']}
                maxLength={600}
                autoSize={{ minRows: 1 }}
                onChange={(event) =>
                  setDraft((one) => ({ ...one, [part]: { ...one[part], 'zh-CN': event.target.value } }))
                }
              />
            </label>
          ))}
          <div className="studio-acts">
            <Button type="primary" ghost disabled={isShort} onClick={keep}>
              {t('ethics.keep')}
            </Button>
          </div>
        </>
      ) : (
        <div className="studio-acts">
          <Button onClick={() => setOpen(true)}>{t('ethics.change')}</Button>
        </div>
      )}
    </section>
  )
}
