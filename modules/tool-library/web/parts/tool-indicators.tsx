/** 指标 On a tool's page: what it says of its own use where somebody looks, or in the whole district. */
import { Facts, Section, useArea, useAsk, useTimes, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { useSay } from './say.ts'

export const ToolIndicators = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { number } = useTimes()
  const { code, areas } = useArea()
  const { data } = useAsk(toolLibrary, 'indicators', { params: { id }, query: code ? { area: code } : {} })
  if (!data || data.items.length === 0) return null
  type Item = (typeof data.items)[number]
  const wordOf = ({ measure, isFew, count, all, share }: Item): string => {
    if (isFew) return t('indicator.few', { count: data.atLeast })
    if (measure === 'count') return number(count ?? 0)
    if (share === null) return t('indicator.none')
    const part = `${number(Math.round(share * 1000) / 10)} %`
    return count === null || all === null ? part : t('indicator.ofAll', { part, count, all })
  }
  const place = areas.find((one) => one.code === code)?.name
  return (
    <Section title={t('indicator.title')}>
      <Facts
        of={data.items.map((item): [string, string] => [
          item.days === null ? say(item.title) : t('indicator.within', { title: say(item.title), days: item.days }),
          wordOf(item),
        ])}
      />
      <p className="field-hint">{place ? t('indicator.here', { place }) : t('indicator.everywhere')}</p>
    </Section>
  )
}
