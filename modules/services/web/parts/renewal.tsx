/** 年审与到期 When what was granted is looked at again, and what each side does about it. */
import { ButtonLink, Chip, Facts, Section, Slot, useTimes, useWords } from '@liren/web'
import type { ApplicationView } from '../../views.ts'

type Due = NonNullable<ApplicationView['renewal']>

export const Renewal = ({ of, renewal }: { readonly of: ApplicationView; readonly renewal: Due }) => {
  const t = useWords('services')
  const { day } = useTimes()
  const { matter } = renewal
  const state = matter?.state ?? (renewal.isOpen ? 'due' : renewal.outcome)
  return (
    <Section title={t('renewal.section')}>
      <p className="services-chips">
        {state && (
          <Chip tone={renewal.isOpen ? (state === 'late' ? 'overdue' : 'soon') : 'done'}>
            {t(`process.service-renewal.state.${state}`)}
          </Chip>
        )}
        {matter && <Slot name="matters:clock" of={matter} />}
      </p>
      <Facts
        of={[
          [t('renewal.what'), t(`renewal.kind.${renewal.kind}`)],
          [t('renewal.dueOn'), day(renewal.dueOn)],
          matter !== null && matter.holderUnitName !== null && [t('screen.nowWith'), matter.holderUnitName],
        ]}
      />
      {!renewal.isOpen && renewal.outcome !== 'ended' && <p className="services-soft">{t('renewal.notYet')}</p>}
      {matter && <Slot name="matters:moves" of={{ matter, without: [] }} />}
      {of.isMine && renewal.isOpen && (
        <ButtonLink to={`/services/apply/${of.itemCode}`}>{t('renewal.again')}</ButtonLink>
      )}
    </Section>
  )
}
