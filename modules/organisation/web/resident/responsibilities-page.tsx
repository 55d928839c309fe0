/** Who answers for what 这事归谁管: the firm, the owners, the government — and what is not the committee's to do. */
import { Chip, Facts, Failed, Page, Section, Skeleton, useAsk, useWords } from '@liren/web'
import { organisation } from '../../contract.ts'

const sides = ['property', 'ownersCommittee', 'owner', 'government', 'residentsCommittee'] as const

export default function ResponsibilitiesPage() {
  const t = useWords()
  const { data, error, refetch } = useAsk(organisation, 'responsibilities')
  return (
    <Page title={t('nav.responsibilities')} back="/organisation/community" canBeRead isLoading={!data}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data?.items.map((item) => (
        <Section
          key={item.id}
          title={item.title}
          tools={<Chip tone="main">{t('screen.leadIs', { side: t(`screen.side.${item.lead}`) })}</Chip>}
        >
          <Facts
            of={[
              ...sides.map((side) => (item[side] ? ([t(`screen.side.${side}`), item[side]] as const) : null)),
              [t('screen.basis'), item.basis],
            ]}
          />
        </Section>
      ))}
    </Page>
  )
}
