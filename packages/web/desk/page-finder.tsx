/** Finds a desk page by its name, for those who know what they want. */
import { Select } from 'antd'
import { useGo } from '../route.tsx'
import { useWords } from '../words.ts'

export const PageFinder = ({ pages }: { pages: readonly { readonly path: string; readonly label: string }[] }) => {
  const t = useWords('desk')
  const go = useGo()
  return (
    <Select
      className="page-finder"
      aria-label={t('findPage')}
      variant="filled"
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('findPage')}
      options={pages.map(({ path, label }) => ({ value: path, label }))}
      onSelect={(path: string | null) => path && go(path)}
    />
  )
}
