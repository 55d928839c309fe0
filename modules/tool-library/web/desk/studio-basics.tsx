/** What a tool is called, and for whom it is. */
import { useWords } from '@liren/web'
import { Input, Select } from 'antd'
import { icons, type ToolDocument } from '../../document/document.ts'
import { categories } from './library-page.tsx'
import type { Part } from './studio-part.ts'

export const Basics = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const line = (label: string, value: string, set: (tool: ToolDocument, text: string) => ToolDocument) => (
    <div className="studio-row">
      <span>{label}</span>
      <Input
        aria-label={label}
        className="grow"
        value={value}
        maxLength={200}
        onChange={(event) => change((one) => set(one, event.target.value))}
      />
    </div>
  )
  return (
    <div className="studio-part">
      {line(t('desk.nameZh'), tool.name['zh-CN'], (one, text) => ({ ...one, name: { ...one.name, 'zh-CN': text } }))}
      {line(t('desk.nameEn'), tool.name.en, (one, text) => ({ ...one, name: { ...one.name, en: text } }))}
      {line(t('desk.summaryZh'), tool.summary['zh-CN'], (one, text) => ({
        ...one,
        summary: { ...one.summary, 'zh-CN': text },
      }))}
      <div className="studio-row">
        <Select
          aria-label={t('screen.category')}
          style={{ width: 160 }}
          value={tool.category}
          options={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
          onChange={(category) => change((one) => ({ ...one, category }))}
        />
        <Select
          aria-label={t('desk.icon')}
          style={{ width: 160 }}
          value={tool.icon}
          options={icons.map((value) => ({ value, label: value }))}
          onChange={(icon) => change((one) => ({ ...one, icon }))}
        />
      </div>
    </div>
  )
}

const audiences = {
  everybody: 'isMember',
  elders: 'isMember && age >= 60',
  women: "isMember && sex == 'F' && age >= 35 && age <= 64",
  youth: 'isMember && age >= 18 && age <= 35',
  alone: 'isMember && livesAlone',
} as const

export const ForWhom = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const rule = tool.audience.find(({ board }) => board === 'resident')?.rule ?? ''
  const set = (next: string) =>
    change((one) => ({
      ...one,
      audience: one.audience.map((each) => (each.board === 'resident' ? { ...each, rule: next } : each)),
    }))
  return (
    <div className="studio-part">
      <Select
        aria-label={t('desk.audience')}
        style={{ width: 260 }}
        value={Object.values(audiences).find((one) => one === rule) ?? null}
        placeholder={t('desk.ownRule')}
        options={Object.entries(audiences).map(([name, value]) => ({ value, label: t(`audience.${name}`) }))}
        onChange={(next) => next && set(next)}
      />
      <div className="studio-row">
        <span>{t('desk.rule')}</span>
        <Input
          aria-label={t('desk.rule')}
          className="grow"
          value={rule}
          maxLength={1000}
          onChange={(event) => set(event.target.value)}
        />
      </div>
    </div>
  )
}
