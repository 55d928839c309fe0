/** What a standard of the same kind asks already: picked, it fits what others hold, and all can be asked together. */
import { useAsk, useWords } from '@liren/web'
import { Select } from 'antd'
import { toolLibrary } from '../../../contract.ts'
import type { Field } from '../../../document/document.ts'
import { addRecommended, withUsualColumn } from '../../../document/studio.ts'
import { useSay } from '../../parts/say.ts'
import type { Part } from './part.ts'

export const RecommendedFields = ({
  tool,
  formId,
  change,
  reserved,
}: Pick<Part, 'tool' | 'change'> & { formId: string; reserved: readonly string[] }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { data } = useAsk(toolLibrary, 'standards', {}, { staleSeconds: 300 })
  const standards = (data?.items ?? []).filter(
    ({ state, category, id }) => state === 'confirmed' && category === tool.category && id !== tool.id,
  )
  if (standards.length === 0) return null
  const add = (chosen: string) => {
    const [id, key] = chosen.split(' ')
    const found = standards.find((one) => one.id === id)?.dictionary.find((one) => one.key === key)
    if (!found) return
    // The library holds checked documents only.
    const field = found.field as Field
    change((one) => withUsualColumn(addRecommended(one, formId, field, reserved), field))
  }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="studio-line">
      <span>{t('studio.fromStandard')}</span>
      <Select
        aria-label={t('studio.fromStandard')}
        placeholder={t('studio.fromStandardHint')}
        value={null}
        options={standards.map((one) => ({
          label: say(one.name),
          options: one.dictionary.map(({ key, label }) => ({ value: `${one.id} ${key}`, label: say(label) })),
        }))}
        onChange={(chosen: string | null) => chosen && add(chosen)}
      />
    </label>
  )
}
