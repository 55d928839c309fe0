/** A tool that leads out of the house, as the studio begins and changes it: a page somebody else runs, or a department that is asked. */
import type { ToolDocument } from './document.ts'
import { both } from './studio-words.ts'
import { blank } from './templates.ts'

export const outsideKinds = ['linked', 'port'] as const
export type OutsideKind = (typeof outsideKinds)[number]

type Link = NonNullable<ToolDocument['link']>
type Port = NonNullable<ToolDocument['port']>

const emptyLink: Link = { url: '', claims: [] }
const emptyPort: Port = { url: '', perMinute: 60, answerWithinMs: 3000, sends: [], receives: [], healthPath: '/health' }

export const blankOutside = (kind: OutsideKind, ...[id, area, unit, words]: Parameters<typeof blank>): ToolDocument => {
  const { lists: _, reminders: __, points: ___, examples: ____, ...tool } = blank(id, area, unit, words)
  return {
    ...tool,
    kind,
    icon: kind === 'linked' ? 'link' : 'building',
    audience: tool.audience.filter(({ board }) => board === 'resident'),
    forms: [],
    processes: [],
    ...(kind === 'linked' ? { link: emptyLink } : { port: emptyPort }),
  }
}

/** Signing people on: they come back to an address of the tool's own; without one it is a plain link that learns nothing. */
export const withSignOn = (link: Link, redirectUrls: readonly string[] | null): Link => {
  const { redirectUrls: _, ...rest } = link
  return redirectUrls === null
    ? { ...rest, claims: [] }
    : {
        ...rest,
        claims: rest.claims.includes('pairwiseId') ? rest.claims : ['pairwiseId', ...rest.claims],
        redirectUrls: [...redirectUrls],
      }
}

/** What comes back of a department's answer: by its name over there, in words people read here. */
export type Received = { readonly name: string; readonly words: string }

export const receivedOf = ({ port, texts }: ToolDocument): readonly Received[] =>
  (port?.receives ?? []).map((name) => ({ name, words: texts?.[name]?.['zh-CN'] ?? '' }))

export const withReceived = (tool: ToolDocument, received: readonly Received[]): ToolDocument => {
  if (!tool.port) return tool
  const before = new Set(tool.port.receives)
  const others = Object.entries(tool.texts ?? {}).filter(([name]) => !before.has(name))
  const own = received.flatMap(({ name, words }): [string, ToolDocument['name']][] => {
    if (name === '' || words === '') return []
    const known = tool.texts?.[name]
    return [
      [
        name,
        both(
          words,
          known && !known.en.startsWith('See the Chinese words: ') ? known.en : `See the Chinese words: ${name}`,
        ),
      ],
    ]
  })
  const { texts: _, ...rest } = tool
  const texts = Object.fromEntries([...others, ...own])
  return {
    ...rest,
    port: { ...tool.port, receives: received.map(({ name }) => name) },
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  }
}
