/** What a move may have besides who, what and where to: something to fill in on the way, and when it is open at all. */
import { useWords } from '@liren/web'
import { Button } from 'antd'
import type { Move, Process, ToolDocument } from '../../../document/document.ts'
import { formsOf } from '../../../document/facts.ts'
import { askOnMove, dropAsk } from '../../../document/move-asks.ts'
import * as studio from '../../../document/studio.ts'
import { ConditionLine } from './condition-line.tsx'
import type { Part } from './part.ts'

export const MoveMore = ({
  name,
  title,
  move,
  process,
  tool,
  change,
  onForm,
}: {
  name: string
  title: string
  move: Move
  process: Process
  tool: ToolDocument
  change: Part['change']
  onForm: NonNullable<Part['onForm']>
}) => {
  const t = useWords('tool-library')
  // What is filled in on this very move is not known before it.
  const known = formsOf(tool, process)
    .filter(({ id }) => id !== move.form)
    .flatMap(({ fields }) => fields)
  return (
    <div className="studio-part">
      <div className="studio-acts">
        {move.form ? (
          <>
            <Button onClick={() => onForm(move.form ?? '')}>{t('studio.editAskOf', { name: title })}</Button>
            <Button type="text" onClick={() => change((one) => dropAsk(one, name))}>
              {t('studio.dropAskOf', { name: title })}
            </Button>
          </>
        ) : (
          <Button
            onClick={() => {
              change((one) => askOnMove(one, name))
              onForm(name)
            }}
          >
            {t('studio.askOnMoveOf', { name: title })}
          </Button>
        )}
      </div>
      <ConditionLine
        about={title}
        label={t('studio.moveWhen')}
        rule={move.when}
        fields={known}
        onChange={(rule) =>
          change((one) =>
            studio.setMove(one, name, ({ when: _, ...before }) =>
              rule === undefined ? before : { ...before, when: rule },
            ),
          )
        }
      />
    </div>
  )
}
