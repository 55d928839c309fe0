/** What a tool is called, what it is for, and how its tile looks. */
import { useWords } from '@liren/web'
import { Collapse, Input, Select } from 'antd'
import type { ToolDocument } from '../../../document/document.ts'
import { categories } from '../library-page.tsx'
import { CostPart } from './cost-part.tsx'
import { FaultLine } from './fault-line.tsx'
import { IconChoice } from './icon-choice.tsx'
import type { Part } from './part.ts'

export const Basics = ({ tool, change, hasCost = true }: Part & { hasCost?: boolean }) => {
  const t = useWords('tool-library')
  const line = (
    label: string,
    at: string,
    value: string,
    most: number,
    set: (tool: ToolDocument, text: string) => ToolDocument,
    placeholder?: string,
  ) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="studio-line">
      <span>{label}</span>
      <Input
        value={value}
        maxLength={most}
        placeholder={placeholder}
        onChange={(event) => change((one) => set(one, event.target.value))}
      />
      <FaultLine at={at} />
    </label>
  )
  return (
    <div className="studio-part">
      {line(t('desk.nameZh'), '/name/zh-CN', tool.name['zh-CN'], 30, (one, text) => ({
        ...one,
        name: { ...one.name, 'zh-CN': text },
      }))}
      {line(
        t('desk.summaryZh'),
        '/summary/zh-CN',
        tool.summary['zh-CN'],
        200,
        (one, text) => ({ ...one, summary: { ...one.summary, 'zh-CN': text } }),
        t('studio.summaryHint'),
      )}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('screen.category')}</span>
        <Select
          aria-label={t('screen.category')}
          value={tool.category}
          options={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
          onChange={(category) => change((one) => ({ ...one, category }))}
        />
      </label>
      <IconChoice value={tool.icon} onChange={(icon) => change((one) => ({ ...one, icon }))} />
      {hasCost && <CostPart tool={tool} change={change} />}
      <Collapse
        ghost
        items={[
          {
            key: 'more',
            label: t('studio.inEnglish'),
            children: (
              <>
                {line(t('desk.nameEn'), '/name/en', tool.name.en, 60, (one, text) => ({
                  ...one,
                  name: { ...one.name, en: text },
                }))}
                {line(t('studio.summaryEn'), '/summary/en', tool.summary.en, 200, (one, text) => ({
                  ...one,
                  summary: { ...one.summary, en: text },
                }))}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
