/** Beside a policy: the way into its application, to what was begun for it, or to what became of it. */
import { ButtonLink, useAsk, useWords } from '@liren/web'
import { services } from '../../contract.ts'

type Policy = { readonly serviceItem: string | null; readonly state: string | null; readonly outcome: string }

export default function PolicyLink({ of }: { of: Policy }) {
  const t = useWords('services')
  const isAgreed = of.state === 'agreed'
  const isAsked = of.serviceItem !== null && (isAgreed || of.state === 'served')
  const { data } = useAsk(
    services,
    'mine',
    { query: { limit: 50 } },
    // What was just agreed to is begun a moment later.
    { enabled: isAsked, ...(isAgreed ? { everySeconds: 3 } : {}) },
  )
  if (of.serviceItem === null || !isAsked) return null
  const mine = data?.items.find(({ itemCode }) => itemCode === of.serviceItem)
  if (!mine)
    return isAgreed && data ? (
      <ButtonLink to={`/services/items/${of.serviceItem}`}>{t('screen.policyApply')}</ButtonLink>
    ) : null
  const words = mine.state === 'draft' ? 'policyGoOn' : mine.finishedAt ? 'policyDecision' : 'policyFollow'
  return (
    <ButtonLink to={`/services/${mine.id}`} tone={mine.state === 'draft' ? 'main' : 'plain'}>
      {t(`screen.${words}`)}
    </ButtonLink>
  )
}
