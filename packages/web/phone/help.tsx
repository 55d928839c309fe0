/** 怎么用这一页 A page explained where it is, in a few plain sentences, read aloud for who would rather listen. */
import { type ReactNode, useContext, useRef, useState } from 'react'
import { Icon } from '../icon.tsx'
import { useWords, WordScope } from '../words.ts'
import { ReadAloud } from './read-aloud.tsx'
import { Sheet } from './sheet.tsx'

export default function Help({ of }: { of: string }): ReactNode {
  const t = useWords('web')
  const said = useWords(useContext(WordScope))
  const [isOpen, setOpen] = useState(false)
  const text = useRef<HTMLOListElement>(null)
  return (
    <>
      <button type="button" className="icon-button" onClick={() => setOpen(true)} aria-label={t('help')}>
        <Icon name="information" />
      </button>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={t('help')}>
        <ReadAloud of={text} />
        <ol className="help" ref={text}>
          {said(of)
            .split('\n')
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ol>
      </Sheet>
    </>
  )
}
