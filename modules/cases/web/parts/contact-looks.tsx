/** Who looked at the reporter's telephone number, when and why: said to the reporter without being asked. */
import { useTimes, useWords } from '@liren/web'
import type { CaseView } from '../../contract.ts'

export const ContactLooks = ({ of }: { of: CaseView['contactLooks'] }) => {
  const t = useWords('cases')
  const { when } = useTimes()
  return (
    <ul className="looks">
      {of.map((look) => (
        <li key={look.at + look.by}>
          {t('screen.looks.line', {
            at: when(look.at),
            by: [look.unitName, look.by].filter(Boolean).join(' '),
            purpose: look.purpose,
          })}
        </li>
      ))}
    </ul>
  )
}
