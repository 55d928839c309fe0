/** Two devices filled in one form: what differs stands side by side, and the person says which of the two counts. */
import { Button, Notice, useLook, useTimes, useWords } from '@liren/web'
import type { Filled } from '../../accepted.ts'
import type { SubmissionView } from '../../contract.ts'
import { say } from '../../definition.ts'
import { evaluate } from '../../evaluate.ts'
import { isSame } from '../../origin.ts'
import type { Shown } from '../../outline.ts'
import { useValueWords } from './field-view.tsx'

const most = 12

/** Places that read differently here and there, in the order of the form. */
const differences = (theirs: SubmissionView, mine: Filled) => {
  const shownOf = (answers: Filled['answers']) =>
    new Map(
      evaluate(theirs.definition, answers, { today: theirs.today, channel: theirs.channel }).shown.map((one) => [
        one.at,
        one,
      ]),
    )
  const here = shownOf(mine.answers)
  const there = shownOf(theirs.answers)
  return [...new Map<string, Shown>([...there, ...here]).values()]
    .map((one) => ({ one, here: here.get(one.at)?.value, there: there.get(one.at)?.value }))
    .filter((pair) => !isSame(pair.here, pair.there))
}

export default function Conflict({
  theirs,
  mine,
  onMine,
  onTheirs,
}: {
  theirs: SubmissionView
  mine: Filled
  onMine: () => void
  onTheirs: () => void
}) {
  const t = useWords('forms')
  const { locale } = useLook()
  const { when } = useTimes()
  const words = useValueWords()
  const all = differences(theirs, mine)
  return (
    <Notice tone="soon">
      <p>{t('screen.savedElsewhere', { at: when(theirs.savedAt) })}</p>
      {all.length > 0 && (
        <ul>
          {all.slice(0, most).map(({ one, here, there }) => (
            <li key={one.at}>
              {t('screen.hereAndThere', {
                field: [...one.within, one.field].map(({ label }) => say(label, locale)).join(' · '),
                here: words(one.field, here),
                there: words(one.field, there),
              })}
            </li>
          ))}
        </ul>
      )}
      {all.length > most && <p>{t('screen.moreDiffer', { n: all.length - most })}</p>}
      <div className="button-row">
        <Button onClick={onMine}>{t('screen.keepMine')}</Button>
        <Button onClick={onTheirs}>{t('screen.takeTheirs')}</Button>
      </div>
    </Notice>
  )
}
