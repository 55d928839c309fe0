/** What the item's condition says of whoever applies: never a bar; a no only warns, and what nobody knows is named. */
import { Notice, useTimes, useWords } from '@liren/web'
import type { ApplicationView } from '../../views.ts'
import { useItemFacts } from '../desk/edit/fact-words.ts'

/** Names of facts as people know them. */
export const useFactNames = () => {
  const { list } = useTimes()
  const facts = useItemFacts()
  return (names: readonly string[]) => list(names.map((one) => facts.find(({ name }) => name === one)?.label ?? one))
}

export const Eligibility = ({ of }: { of: Pick<ApplicationView, 'verdict' | 'unknownFacts' | 'item'> }) => {
  const t = useWords('services')
  const names = useFactNames()
  if (of.verdict === 'none') return null
  if (of.verdict === 'yes') return <Notice tone="good">{t('screen.verdict.yes')}</Notice>
  if (of.verdict === 'no') return <Notice tone="soon">{t('screen.verdict.no', { who: of.item.whoFor })}</Notice>
  return <Notice>{t('screen.verdict.unknown', { facts: names(of.unknownFacts) })}</Notice>
}
