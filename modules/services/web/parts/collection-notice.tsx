/** 收集前告知 Before anything is written down: who handles it, for what, by which law, which data, how long, and one's rights (个人信息保护法 17). */
import { askedBy } from '@liren/forms/web/asked'
import { Facts, Link, Section, useLook, useTimes, useWords } from '@liren/web'
import type { ItemView } from '../../views.ts'

export const CollectionNotice = ({ of }: { of: ItemView }) => {
  const t = useWords('services')
  const { clauses, list } = useTimes()
  const { locale } = useLook()
  const { record } = of
  const asked = askedBy(of.form, locale)
  return (
    <Section title={t('screen.collect.title')}>
      <Facts
        of={[
          [t('screen.collect.who'), record.ownerName],
          [t('screen.collect.why'), t('screen.applyFor', { item: of.name })],
          [t('screen.basis'), clauses(record.legalBasis)],
          asked.all.length > 0 && [t('screen.collect.what'), list(asked.all)],
          asked.sensitive.length > 0 && [t('screen.collect.sensitive'), list(asked.sensitive)],
          [t('screen.collect.keeps'), t('screen.collect.years', { n: record.retentionYears })],
          record.windows.length > 0 && [t('screen.collect.ask'), list(record.windows)],
          [
            t('screen.collect.rights'),
            <Link key="rights" to="/people/me/rights">
              {t('screen.collect.toRights')}
            </Link>,
          ],
        ]}
      />
    </Section>
  )
}
