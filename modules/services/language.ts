/** 双语 An item in the reader's language: its own sentences have twins; one that was changed and not translated anew is read as it stands. */
import type { ItemRecord } from './item.ts'

/** Every sentence of a record a reader meets, in the order of the guide. */
export const sentencesOf = (record: ItemRecord): readonly string[] => [
  ...new Set([
    ...[record.whoFor, record.ownerName, record.result, record.fee],
    ...(record.crossRegion ? [record.crossRegion] : []),
    ...record.materials.map(({ name }) => name),
    ...record.flow.map(({ name }) => name),
    ...record.windows,
    ...record.faq.flatMap(({ q, a }) => [q, a]),
    ...(record.notes ?? []),
    ...record.legalBasis,
    ...(record.promise ? [record.promise.text, record.promise.consequences] : []),
  ]),
]

export const twinOf = (record: Pick<ItemRecord, 'english'>, locale: string, sentence: string): string =>
  locale === 'en' && record.english && Object.hasOwn(record.english, sentence)
    ? (record.english[sentence] ?? sentence)
    : sentence

export const inLanguage = (record: ItemRecord, locale: string): ItemRecord => {
  if (locale !== 'en') return record
  const say = (sentence: string) => twinOf(record, locale, sentence)
  return {
    ...record,
    name: record.nameEn ?? record.name,
    ...{
      whoFor: say(record.whoFor),
      ownerName: say(record.ownerName),
      result: say(record.result),
      fee: say(record.fee),
    },
    ...(record.crossRegion ? { crossRegion: say(record.crossRegion) } : {}),
    materials: record.materials.map((one) => ({ ...one, name: say(one.name) })),
    flow: record.flow.map((one) => ({ ...one, name: say(one.name) })),
    windows: record.windows.map(say),
    faq: record.faq.map(({ q, a }) => ({ q: say(q), a: say(a) })),
    ...(record.notes ? { notes: record.notes.map(say) } : {}),
    legalBasis: record.legalBasis.map(say),
    ...(record.promise
      ? {
          promise: {
            ...record.promise,
            text: say(record.promise.text),
            consequences: say(record.promise.consequences),
          },
        }
      : {}),
  }
}
