/** Topics and templates given by all modules, and their words: in full inside the platform, cut down outside. */
import { given, type Work } from '@liren/kernel'
import type { GivenToNotices, NoticeFact, TopicKind } from '../contract.ts'

export type KnownTopic = {
  readonly topic: string
  readonly module: string
  readonly name: string
  readonly kind: TopicKind
}

const parts = (work: Work) =>
  given<GivenToNotices>(work, 'notices').map(({ module, part }) => ({ module, part: { topics: part.topics ?? [] } }))

export const topicsOf = (work: Work): readonly KnownTopic[] =>
  parts(work).flatMap(({ module, part }) =>
    part.topics.map(({ name, kind }) => ({ topic: `${module}.${name}`, module, name, kind })),
  )

export const templatesOf = (work: Work): readonly string[] =>
  parts(work).flatMap(({ module, part }) =>
    part.topics.flatMap(({ templates }) => Object.keys(templates).map((name) => `${module}.${name}`)),
  )

const split = (full: string) => [full.slice(0, full.indexOf('.')), full.slice(full.indexOf('.') + 1)] as const

/** Which facts of a template may leave the platform; undefined when no module gave it. */
export const outsideFacts = (work: Work, template: string): readonly string[] | undefined => {
  const [module, name] = split(template)
  return parts(work)
    .filter((one) => one.module === module)
    .flatMap(({ part }) => part.topics)
    .find(({ templates }) => Object.hasOwn(templates, name))?.templates[name]?.outside
}

export const topicTitle = (work: Work, topic: string) => {
  const [module, name] = split(topic)
  return work.words(`${module}.topic.${name}`)
}

type Worded = { readonly template: string; readonly facts: Readonly<Record<string, NoticeFact>> }

/** Facts as this reader reads them. */
const inLanguage = (work: Work, facts: Worded['facts']): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(facts).map(([key, fact]) => [
      key,
      typeof fact !== 'object' ? fact : 'word' in fact ? work.words(fact.word) : fact[work.locale],
    ]),
  )

/** For the reader inside the platform, in the reader's language. */
export const insideWords = (work: Work, { template, facts }: Worded) => {
  const [module, name] = split(template)
  const said = inLanguage(work, facts)
  return {
    title: work.words(`${module}.notice.${name}.title`, said),
    text: work.words(`${module}.notice.${name}.text`, said),
  }
}

/** For SMS, WeChat, mail and chats: facts not named as `outside` become dots, whatever the sentence around them. */
export const outsideWords = (work: Work, { template, facts }: Worded) => {
  const allowed = outsideFacts(work, template) ?? []
  const some = inLanguage(work, Object.fromEntries(Object.entries(facts).filter(([key]) => allowed.includes(key))))
  const words = insideWords(work, { template, facts: some })
  const dotted = (text: string) => text.replace(/\{[A-Za-z][A-Za-z0-9]*\}/g, '……')
  return { title: dotted(words.title), text: dotted(words.text), facts: some }
}

/** At boot: every topic and template has words in both languages. */
export const checkTopics = (
  givers: readonly { readonly module: string; readonly part: unknown; readonly words: (key: string) => boolean }[],
) => {
  // The shape is declared by `GivenTopics`; a module that gives something else fails here, at boot.
  for (const { module, part, words } of givers)
    for (const { name, templates } of (part as GivenToNotices).topics ?? [])
      for (const key of [
        `topic.${name}`,
        ...Object.keys(templates).flatMap((one) => [`notice.${one}.title`, `notice.${one}.text`]),
      ])
        if (!words(key)) throw new Error(`module "${module}": notices need words for "${key}" in both languages`)
}
