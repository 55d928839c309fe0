/** What a tool says to people in its own words: before they begin, once they have asked, and whom to ask. Also when it is to be stopped. */
import { useWords } from '@liren/web'
import { Collapse, Input } from 'antd'
import type { ToolDocument, Words } from '../../../document/document.ts'
import { sayings } from '../../../document/texts.ts'
import { FaultLine } from './fault-line.tsx'
import type { Part } from './part.ts'

type Language = keyof Words

/** Words that are empty in one language are said in the other, until somebody writes them. */
const worded = (before: Words | undefined, language: Language, text: string): Words | undefined => {
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  const kept = before && before[other] !== before[language] ? before[other] : text
  return text === '' && (!before || before[other] === before[language])
    ? undefined
    : ({ [language]: text || kept, [other]: kept || text } as Words)
}

const put = (tool: ToolDocument, name: string, words: Words | undefined): ToolDocument => {
  const { texts, ...rest } = tool
  const { [name]: _, ...others } = texts ?? {}
  const next = words ? { ...others, [name]: words } : others
  return Object.keys(next).length > 0 ? { ...rest, texts: next } : rest
}

export const Texts = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const area = (label: string, value: string, at: string, set: (text: string) => void, hint?: string) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="studio-line" key={label}>
      <span>{label}</span>
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 5 }}
        value={value}
        maxLength={300}
        placeholder={hint}
        onChange={(event) => set(event.target.value)}
      />
      <FaultLine at={at} />
    </label>
  )
  const lines = (language: Language) =>
    sayings.map((name) =>
      area(
        t(`texts.${name}`),
        tool.texts?.[name]?.[language] ?? '',
        `/texts/${name}/${language}`,
        (text) => change((one) => put(one, name, worded(one.texts?.[name], language, text))),
        t(`textsHint.${name}`),
      ),
    )
  const stop = (language: Language) =>
    area(
      t('screen.stopWhen'),
      tool.stopWhen?.[language] ?? '',
      `/stopWhen/${language}`,
      (text) =>
        change((one) => {
          const { stopWhen, ...rest } = one
          const words = worded(stopWhen, language, text)
          return words ? { ...rest, stopWhen: words } : rest
        }),
      t('textsHint.stopWhen'),
    )
  return (
    <div className="studio-part">
      {lines('zh-CN')}
      {stop('zh-CN')}
      <Collapse
        ghost
        items={[
          {
            key: 'more',
            label: t('studio.inEnglish'),
            children: (
              <>
                {lines('en')}
                {stop('en')}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
