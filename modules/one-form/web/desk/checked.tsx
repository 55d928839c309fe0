/** What was found out about a wanted report before anybody is asked: held, derivable, missing; who asks for the same, and for what else. */
import type { Reply, RouteOf } from '@liren/contract'
import { Chip, Facts, Notice, Section, useTimes, useWords } from '@liren/web'
import { Figures } from '@liren/web/desk'
import type { oneForm } from '../../contract.ts'

type Check = Reply<RouteOf<typeof oneForm, 'checkDraft'>>
const gapTones = { held: 'done', derivable: 'main', missing: 'soon' } as const

export const Checked = ({ check }: { check: Check }) => {
  const t = useWords('one-form')
  const { number } = useTimes()
  return (
    <>
      <Figures
        of={[
          { label: t('screen.gap.held'), value: number(check.held) },
          { label: t('screen.gap.derivable'), value: number(check.derivable) },
          { label: t('screen.gap.missing'), value: number(check.missing), tone: check.missing > 0 ? 'soon' : 'plain' },
          {
            label: t('screen.gap.minutes'),
            value: number(check.burden.minutesNow),
            note: t('screen.gap.before', { minutes: number(check.burden.minutesBefore), areas: check.burden.areas }),
          },
        ]}
      />
      <Section title={t('screen.gap.columns')}>
        <Facts
          of={check.gaps.map((gap) => [
            gap.column,
            <span key={gap.column}>
              <Chip tone={gapTones[gap.finding]}>{t(`screen.gap.${gap.finding}`)}</Chip>{' '}
              {gap.source ? t(`screen.source.${gap.source.from}`) : (gap.entry?.source ?? '')}
            </span>,
          ])}
        />
      </Section>
      {check.duplicates.length > 0 && (
        <Section title={t('screen.duplicate.title')}>
          {check.duplicates.map((one) => (
            <Notice key={one.id} tone="soon">
              {t('screen.duplicate.one', {
                title: one.title,
                department: one.department,
                percent: Math.round(one.overlap * 100),
              })}
              <Facts of={one.shared.map(([mine, theirs]) => [mine, theirs])} />
            </Notice>
          ))}
        </Section>
      )}
      {check.elsewhere.length > 0 && (
        <Section title={t('screen.elsewhere.title')}>
          <Notice tone="soon">{t('screen.elsewhere.hint')}</Notice>
          <Facts
            of={check.elsewhere.map((one) => [one.column, t(`screen.elsewhere.${one.kind}`, { title: one.title })])}
          />
        </Section>
      )}
      {check.conflicts.length > 0 && (
        <Section title={t('screen.conflict.title')}>
          <Facts
            of={check.conflicts.map((one) => [
              `${one.column} · ${t(`screen.conflict.${one.about}`)}`,
              one.sides
                .map((side) =>
                  t('web:says', {
                    what: `${t(`screen.level.${side.level}`)} ${side.department}`,
                    text: one.about === 'definition' ? side.says : t(`screen.${one.about}.${side.says}`),
                  }),
                )
                .join(' ↔ '),
            ])}
          />
        </Section>
      )}
    </>
  )
}
