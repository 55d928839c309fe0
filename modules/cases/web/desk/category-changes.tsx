/** What was changed of a category, by whom and when; the newest change is taken back by one press. */
import { Button, toast, useAsk, useSend, useTimes } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'

/** Fields with words of their own here; the others are said by their name. */
const worded: ReadonlySet<string> = new Set(['name', 'grade', 'filingStandard', 'closingStandard', 'keywords'])
const shown = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')

export const CategoryChanges = ({ code }: { code: string }) => {
  const { d } = useCaseWords()
  const { when } = useTimes()
  const { data } = useAsk(cases, 'categoryChanges', { params: { code } })
  const undo = useSend(cases, 'undoCategoryChange', { stale: [[cases]], then: () => toast(d('takenBack'), 'good') })
  if (!data || data.items.length === 0) return null
  return (
    <Panel title={d('changes')}>
      <ul className="thread">
        {data.items.map((one) => (
          <li key={one.id} className="said">
            <p>
              <b>{one.byName}</b> {when(one.at)} {one.isUndoing && d('wasUndoing')}
            </p>
            {Object.keys(one.after).map((key) => (
              <p key={key} className="case-note">
                {worded.has(key) ? d(key) : d('limits')}: {shown(one.before[key])} → {shown(one.after[key])}
              </p>
            ))}
            {one.isNewest && (
              <p className="button-row">
                <Button isBusy={undo.isSending} onClick={() => undo.now({ params: { id: one.id } })}>
                  {d('takeBack')}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
