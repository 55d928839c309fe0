/** Beside the work: the tool as a neighbour meets it on a phone, and its form as it stands right now. */
import { Icon, useWords } from '@liren/web'
import type { ToolDocument } from '../../../document/document.ts'
import { definitionOf } from '../../../document/form-definition.ts'
import { MoveForm, useMoveForm } from '../../parts/move-form.tsx'
import { iconOf, useSay } from '../../parts/say.ts'

export const Preview = ({ tool }: { tool: ToolDocument }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const [form] = tool.forms
  const definition = form && form.fields.length > 0 ? definitionOf(form) : undefined
  const { filling } = useMoveForm(definition)
  return (
    <section className="studio-phone" aria-label={t('studio.preview')}>
      <header>
        <Icon name={iconOf(tool.icon)} size={28} />
        <div>
          <b>{say(tool.name) || t('studio.unnamed')}</b>
          <p>{say(tool.summary)}</p>
        </div>
      </header>
      {definition ? (
        <MoveForm definition={definition} filling={filling} isTried={false} />
      ) : (
        <p className="studio-empty">{t('studio.previewEmpty')}</p>
      )}
    </section>
  )
}
