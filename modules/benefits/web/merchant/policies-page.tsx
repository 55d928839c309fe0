/** 政策直达 Policies for my enterprise: what it fits and why, what it may fit and which fact is missing. */
import { people } from '@liren/people/contract'
import { Chip, Empty, Failed, Page, Section, SelectField, Skeleton, useAsk, useWords } from '@liren/web'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import type { Mine } from '../../shapes.ts'
import { Why } from '../why.tsx'
import '../benefits.css'

const Part = ({ title, of }: { title: string; of: readonly Mine[] }) => {
  const t = useWords('benefits')
  if (of.length === 0) return null
  return (
    <Section title={title}>
      <ul className="benefit-cards">
        {of.map((one) => (
          <li key={one.rule} className="benefit-card">
            <h3>
              {one.title}
              <Chip tone={one.outcome === 'eligible' ? 'main' : 'plain'}>{t(`mode.${one.mode}`)}</Chip>
            </h3>
            <Why of={one} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Policies = ({ id }: { id: string }) => {
  const t = useWords('benefits')
  const { data, error, refetch } = useAsk(benefits, 'forEnterprise', { params: { id } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={5} />
  if (data.items.length === 0)
    return <Empty icon="gift" title={t('screen.enterpriseNone')} hint={t('screen.enterpriseNoneHint')} />
  return (
    <>
      <Part title={t('screen.enterpriseFits')} of={data.items.filter(({ outcome }) => outcome === 'eligible')} />
      <Part title={t('screen.perhaps')} of={data.items.filter(({ outcome }) => outcome === 'unknown')} />
    </>
  )
}

export default function PoliciesPage() {
  const t = useWords('benefits')
  const [chosen, choose] = useState<string | null>(null)
  const { data, error, refetch } = useAsk(people, 'listMyEnterprises')
  const id = chosen ?? data?.items[0]?.enterprise.id ?? null
  return (
    <Page title={t('nav.enterprise')} back="/" canBeRead>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={5} />
      ) : id === null ? (
        <Empty icon="shop" title={t('screen.noEnterprise')} hint={t('screen.noEnterpriseHint')} />
      ) : (
        <>
          <p className="benefit-note">{t('screen.enterpriseLead')}</p>
          {data.items.length > 1 && (
            <SelectField
              label={t('screen.enterprise')}
              value={id}
              onChange={(event) => choose(event.target.value)}
              choices={data.items.map(({ enterprise }) => ({ value: enterprise.id, label: enterprise.name }))}
            />
          )}
          <Policies key={id} id={id} />
        </>
      )}
    </Page>
  )
}
