/** What a tool says to people in its own words: before they begin, once they have asked, and whom to ask. Also when it is to be stopped. */
import { useWords } from '@liren/web'
import { Collapse, Input } from 'antd'
import type { ToolDocument, Words } from '../../../document/document.ts'
import { sayings } from '../../../document/texts.ts'
import { English } from './english.tsx'
import { FaultLine } from './fault-line.tsx'
import type { Part } from './part.ts'

type Language = keyof Words

/** English words nobody gave yet: the checker wants both languages, and whoever reads English is sent to the others. */
const notYet = (name: string) => `See the Chinese words: ${name}`
const english = { before: 'before', after: 'after', contact: 'contact', stopWhen: 'end' } as const

const worded = (name: keyof typeof english, before: Words | undefined, language: Language, text: string) => {
  const next = { 'zh-CN': before?.['zh-CN'] ?? '', en: before?.en ?? notYet(english[name]), [language]: text }
  if (next.en.trim() === '') next.en = notYet(english[name])
  return next['zh-CN'].trim() === '' ? undefined : next
}

const put = (tool: ToolDocument, name: string, words: Words | undefined): ToolDocument => {
  const { texts, ...rest } = tool
  const { [name]: _, ...others } = texts ?? {}
  const next = words ? { ...others, [name]: words } : others
  return Object.keys(next).length > 0 ? { ...rest, texts: next } : rest
}

export const Texts = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const area = (
    label: string,
    value: string,
    at: string,
    set: (text: string) => void,
    hint: string,
    isOff: boolean,
  ) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="studio-line" key={label}>
      <span>{label}</span>
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 5 }}
        value={value}
        maxLength={300}
        placeholder={hint}
        disabled={isOff}
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
        (text) => change((one) => put(one, name, worded(name, one.texts?.[name], language, text))),
        t(`textsHint.${name}`),
        language === 'en' && !tool.texts?.[name],
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
          const words = worded('stopWhen', stopWhen, language, text)
          return words ? { ...rest, stopWhen: words } : rest
        }),
      t('textsHint.stopWhen'),
      language === 'en' && !tool.stopWhen,
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
                <English tool={tool} change={change} />
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
