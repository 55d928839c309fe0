/** The English words of every question, choice, state and step: what is still made up stands first. */
import { Chip, useWords } from '@liren/web'
import { Input } from 'antd'
import { isMadeUp, withEnglish, wordsIn } from '../../../document/english.ts'
import type { Part } from './part.ts'

/** What stands where somebody took their English away again. */
const notYet = 'See the Chinese words: here'
/** These have inputs of their own on this page. */
const elsewhere = /^\/(?:texts|stopWhen)(?:\/|$)/

export const English = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const places = wordsIn(tool).filter(({ path, words }) => !elsewhere.test(path) && words['zh-CN'].trim() !== '')
  return places.map(({ path, words }) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label key={path} className="studio-line">
      <span>
        {words['zh-CN']} {isMadeUp(words) && <Chip tone="soon">{t('studio.notInEnglish')}</Chip>}
      </span>
      <Input
        lang="en"
        value={isMadeUp(words) ? '' : words.en}
        placeholder={words.en}
        maxLength={200}
        onChange={(event) => {
          const { value } = event.target
          change((one) => withEnglish(one, path, value.trim() === '' ? notYet : value))
        }}
      />
    </label>
  ))
}
