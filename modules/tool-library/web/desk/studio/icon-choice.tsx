/** The picture of a tile, chosen by looking at it. */
import { Icon, useWords } from '@liren/web'
import { Radio } from 'antd'
import { icons } from '../../../document/document.ts'
import { iconOf } from '../../parts/say.ts'

type IconId = (typeof icons)[number]

export const IconChoice = ({ value, onChange }: { value: string; onChange: (next: IconId) => void }) => {
  const t = useWords('tool-library')
  return (
    <fieldset className="studio-line studio-icons">
      <legend>{t('desk.icon')}</legend>
      <Radio.Group value={value} onChange={(event) => onChange(event.target.value as IconId)}>
        {icons.map((name) => (
          <Radio.Button key={name} value={name} aria-label={name}>
            <Icon name={iconOf(name)} size={20} />
          </Radio.Button>
        ))}
      </Radio.Group>
    </fieldset>
  )
}
