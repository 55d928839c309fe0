/** What changed between two versions, for people who never saw a document: which part it is about, and how it differs. */
import { useWords } from '@liren/web'
import type { ToolDocument } from '../../document/document.ts'
import { useSay, type Words } from './say.ts'

type Change = { readonly path: string; readonly what: string }

const places = [
  ...['forms', 'processes', 'permissions', 'data', 'retention', 'link', 'port', 'kind', 'audience', 'points', 'lists'],
  ...[
    'reminders',
    'indicators',
    'stopWhen',
    'cost',
    'keywords',
    'category',
    'needs',
    'name',
    'summary',
    'icon',
    'texts',
  ],
  ...['provider', 'licence', 'examples'],
] as const
/** As `compare.ts` says it; what it names behind a colon stays as it is. */
const known = [
  ...['gone', 'new', 'changed', 'other words', 'another kind of value', 'other bounds', 'is required now'],
  ...['is sealed now', 'is sealed no longer', 'bound to another entry', 'another condition', 'another phase'],
  ...['another move', 'other words or clocks', 'begins otherwise', 'other limits', 'somebody may more'],
  ...['somebody may less', 'kept longer', 'kept otherwise', 'leads elsewhere', 'another kind of tool', 'choices gone'],
  ...['reads more', 'reads less', 'writes more', 'writes less'],
] as const

const nameOf = (document: ToolDocument | null, path: string): Words | null => {
  const [, part, id, inner, key] = path.split('/')
  if (part === 'forms') {
    const form = document?.forms.find((one) => one.id === id)
    return inner === 'fields' ? (form?.fields.find((one) => one.key === key)?.label ?? null) : (form?.title ?? null)
  }
  const process = part === 'processes' ? document?.processes.find((one) => one.id === id) : undefined
  if (inner === 'states') return process?.states[key ?? '']?.title ?? null
  return inner === 'moves' ? (process?.moves[key ?? '']?.title ?? null) : (process?.title ?? null)
}

/** Looked up in both versions: what is gone has its name in the one before. */
export const useChangeWords = (documents: readonly (ToolDocument | null)[]) => {
  const t = useWords('tool-library')
  const say = useSay()
  return ({ path, what }: Change): string => {
    const place = places.find((one) => one === path.split('/')[1])
    const [said = '', named] = what.split(': ')
    const how = known.find((one) => one === said)
    const name = documents.map((document) => nameOf(document, path)).find((one) => one !== null)
    return [
      place ? t(`changeOf.${place}`) : path,
      name ? t('changeOf.called', { name: say(name) }) : '',
      how ? t(`change.${how.replaceAll(' ', '-')}`) : what,
      named ?? '',
    ]
      .filter(Boolean)
      .join(' ')
  }
}
