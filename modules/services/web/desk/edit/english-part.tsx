/** 英文对照 Each sentence of an item with its English twin; one that was rewritten asks for a new twin and is read in Chinese until then. */
import { Field, TextField, useWords } from '@liren/web'
import { sentencesOf } from '../../../language.ts'
import type { Part } from './parts.tsx'

/** Above this a sentence gets a field of several lines. */
const shortest = 60

export const EnglishPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  const english = of.english ?? {}
  const all = sentencesOf(of).filter((one) => one.trim() !== '')
  const lacking = all.filter((one) => !english[one]?.trim()).length
  const say = (sentence: string, twin: string) => {
    const kept = Object.fromEntries(all.flatMap((one) => (english[one] ? [[one, english[one]]] : [])))
    if (twin === '') delete kept[sentence]
    change({ english: twin === '' ? kept : { ...kept, [sentence]: twin } })
  }
  return (
    <details>
      <summary>{t(lacking === 0 ? 'edit.englishWhole' : 'edit.englishLacking', { n: lacking })}</summary>
      <p className="services-soft">{t('edit.englishHint')}</p>
      <Field
        label={of.name}
        value={of.nameEn ?? ''}
        maxLength={120}
        error={errorAt('nameEn')}
        onChange={(event) => change({ nameEn: event.target.value })}
      />
      {all.map((sentence) => {
        const value = english[sentence] ?? ''
        const said = (event: { readonly target: { readonly value: string } }) => say(sentence, event.target.value)
        return sentence.length > shortest ? (
          <TextField key={sentence} label={sentence} value={value} maxLength={1500} onChange={said} />
        ) : (
          <Field key={sentence} label={sentence} value={value} maxLength={1500} onChange={said} />
        )
      })}
    </details>
  )
}
