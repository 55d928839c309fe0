/** Chooses the community the desk looks at: typed, or from its subdistrict's list. Quick also with hundreds. */
import { Select } from 'antd'
import { useMemo } from 'react'
import { useArea } from '../area.ts'
import { useWords } from '../words.ts'

export const AreaSwitcher = () => {
  const t = useWords('web')
  const { areas, code, choose } = useArea()
  const options = useMemo(
    () =>
      areas
        .filter(({ level }) => level === 'subdistrict')
        .map((subdistrict) => ({
          label: subdistrict.name,
          options: [
            { value: subdistrict.code, label: subdistrict.name },
            ...areas
              .filter((one) => one.level === 'community' && one.code.startsWith(subdistrict.code.slice(0, 9)))
              .map((one) => ({ value: one.code, label: one.name })),
          ],
        })),
    [areas],
  )
  if (areas.length === 0) return null
  return (
    <Select
      className="area-switcher"
      aria-label={t('home.chooseArea')}
      variant="filled"
      value={code}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('home.wholeDistrict')}
      options={options}
      popupMatchSelectWidth={240}
      onChange={(chosen: string | null | undefined) => choose(chosen ?? null)}
    />
  )
}
