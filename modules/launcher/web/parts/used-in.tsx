/** 谁在用 On the page of a part of the platform: which communities used it in the last four weeks, to the ten. */
import { Row, useArea, useAsk, useWords } from '@liren/web'
import { launcher } from '../../contract.ts'

export default function UsedIn({ of: { module } }: { of: { module: string } }) {
  const t = useWords('launcher')
  const { areas } = useArea()
  const { data } = useAsk(launcher, 'useByArea', { query: { id: `native:${module}` } })
  if (!data || data.items.length === 0) return null
  return data.items
    .slice(0, 12)
    .map(({ areaCode, uses }) => (
      <Row
        key={areaCode}
        title={areas.find(({ code }) => code === areaCode)?.name ?? areaCode}
        note={t('screen.used', { uses })}
      />
    ))
}
