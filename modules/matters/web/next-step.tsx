/** What normally comes next and until when; and until when the office owes a reply. */
import { Chip, dueTone, useTimes } from '@liren/web'
import type { MatterView } from '../contract.ts'
import { useMatterWords } from './matter-words.ts'

type Of = Pick<MatterView, 'module' | 'process' | 'state' | 'phase' | 'next'>

/** 下一步:办理中，11月30日 18:00 前 */
export const useNextWords = () => {
  const { t, state } = useMatterWords()
  const { when } = useTimes()
  return ({ next, ...of }: Of) => {
    if (!next) return next
    // A time that is past is said by the clock, as late; here it would be a promise nobody can keep.
    const by = next.by && new Date(next.by) > new Date() ? next.by : null
    return t(by ? 'screen.nextBy' : 'screen.next', {
      state: state({ ...of, phase: next.phase }, next.state),
      when: by ? when(by) : '',
    })
  }
}

export const NextStep = ({ of }: { of: Of }) => {
  const said = useNextWords()(of)
  return said ? <p className="field-hint">{said}</p> : null
}

/** Says the same to both sides: this is answered by then. */
export const Owed = ({ of }: { of: Pick<MatterView, 'owed'> }) => {
  const { t } = useMatterWords()
  const { when } = useTimes()
  return of.owed.map(({ kind, dueAt, isMissed }) => (
    <p key={kind}>
      <Chip tone={isMissed || dueTone(dueAt) === 'overdue' ? 'overdue' : 'soon'}>
        {t(isMissed ? 'screen.replyMissed' : `screen.owed.${kind}`, { when: when(dueAt) })}
      </Chip>
    </p>
  ))
}
