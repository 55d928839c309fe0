/** What is wrong, in plain words, right at the place it is about. */
import { Icon, useWords } from '@liren/web'
import { accessCodes } from '../../../document/access.ts'
import type { Fault } from '../../../document/document.ts'
import { useFaults } from './part.ts'

/** Codes somebody can come across in the studio; others are told as the checker says them. */
const known = [
  ...['shape', 'no-exit', 'unreachable', 'no-end', 'language', 'markup', 'invisible', 'untidy', 'look-alike', 'words'],
  ...['choices', 'basis', 'looks-personal', 'private-read', 'field-twice', 'id-twice', 'empty-range', 'unbounded'],
  ...[
    'too-late',
    'reference',
    'undeclared-read',
    'excess',
    'missing',
    'reopens',
    'built-in',
    'forbidden-name',
    'for-show',
    'ethics',
    'placeholder-english',
    'photo-open',
    'photo-many',
    'photo-column',
  ],
  ...accessCodes,
] as const
const isKnown = (code: string) => (known as readonly string[]).includes(code)

export const useFaultWords = () => {
  const t = useWords('tool-library')
  return ({ code, reason }: Fault) => {
    if (isKnown(code)) return t(`faultIs.${code}`)
    return code.startsWith('rule-') ? t('faultIs.rule', { reason }) : t('faultIs.other', { reason })
  }
}

export const FaultLine = ({ at, isDeep = true }: { at: string; isDeep?: boolean }) => {
  const words = useFaultWords()
  const found = useFaults(at, isDeep)
  const told = [...new Map(found.map((fault) => [words(fault), fault])).entries()].slice(0, 3)
  // What is only not written yet is no mistake so far.
  return told.map(([text, { level, code }]) => (
    <p
      key={text}
      className={level === 'refuse' && code !== 'shape' ? 'studio-fault' : 'studio-fault studio-doubt'}
      role="status"
    >
      <Icon name="warning" size={16} /> {text}
    </p>
  ))
}
