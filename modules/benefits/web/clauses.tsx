/** The clauses of a rule, each with the word whether it holds; colour never says it alone. */
import { useTimes, useWords } from '@liren/web'
import type { Because } from '../shapes.ts'

export const Clauses = ({ of }: { of: readonly Because[] }) => {
  const t = useWords('benefits')
  const { list } = useTimes()
  return (
    <ul className="benefit-clauses">
      {of.map(({ text, outcome, missing }) => (
        <li key={text}>
          <span className={`benefit-${outcome}`}>{t(`outcome.${outcome}`)}</span>
          <span>
            {text}
            {missing.length > 0 && <small>{t('screen.missing', { facts: list(missing) })}</small>}
          </span>
        </li>
      ))}
    </ul>
  )
}
