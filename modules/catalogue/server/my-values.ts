/** 我的数据 What departments told about me. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { catalogue, type Value } from '../contract.ts'
import { type Deed, dictionaryOf, ownPersonId } from './deed.ts'
import { valuesOf } from './values.ts'

/** The whole of it for one person: what is held, nothing empty. */
export const heldFor = async (work: Deed, personId: string) => {
  const keys = [...(await dictionaryOf(work)).values()]
    .filter(({ held, key }) => held === 'shared' && !key.startsWith('enterprise.'))
    .map(({ key }) => key)
  const values = await valuesOf(work, { kind: 'person', id: personId }, keys, {
    purpose: 'own-request',
    reason: work.words('catalogue.screen.ownReason'),
  })
  return values.filter(({ value }) => value !== null)
}

const areaKey = 'enterprise.area'

/** With the words people read: places by name, days as they are said. */
export const inWords = async (work: Deed, values: readonly Value[]) => {
  const dictionary = await dictionaryOf(work)
  const language = work.locale === 'en' ? 'en' : 'zh'
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
  })
  const places = values.flatMap(({ key, value }) => (key === areaKey && typeof value === 'string' ? [value] : []))
  const paths = new Map<string, string>()
  for (const code of places) paths.set(code, (await work.use(territory).pathNames(code)).slice(1).join(' '))
  return values.map((one) => {
    const entry = dictionary.get(one.key)
    const word = (value: unknown): string => {
      if (entry?.type === 'money' && typeof value === 'number')
        return work.words('catalogue.screen.yuan', { amount: (value / 100).toFixed(2) })
      if (entry?.type === 'date' && typeof value === 'string') return day.format(new Date(value))
      if (one.key === areaKey) return paths.get(String(value)) || String(value)
      return entry?.codes?.[String(value)]?.[language] ?? String(value)
    }
    const yes = work.words(`catalogue.screen.${one.value === true ? 'yes' : 'no'}`)
    return {
      ...one,
      name: entry?.name[language] ?? one.key,
      text:
        one.value === null
          ? null
          : typeof one.value === 'boolean'
            ? yes
            : Array.isArray(one.value)
              ? one.value.map(word).join(language === 'en' ? ', ' : '、')
              : word(one.value),
    }
  })
}

export const listMyValues = answer(catalogue, 'listMyValues', async (work) => ({
  items: await inWords(work, await heldFor(work, ownPersonId(work))),
}))
