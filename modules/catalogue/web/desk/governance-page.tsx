/** 系统与留存 Systems in use and how data go between them; how long each class is kept; which personal data are handled here. */
import {
  Chip,
  Facts,
  Failed,
  Section,
  Skeleton,
  useArea,
  useAsk,
  useMay,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures } from '@liren/web/desk'
import { catalogue } from '../../contract.ts'

const Systems = () => {
  const t = useWords()
  const { day, list, number } = useTimes()
  const { code } = useArea()
  const map = useAsk(catalogue, 'listSystems', { query: code ? { area: code } : {} })
  if (map.error) return <Failed error={map.error} again={() => void map.refetch()} />
  if (!map.data) return <Skeleton />
  const { systems, flows, inUse, aYearAgo, isolated } = map.data
  const nameOf = (id: string) => systems.find((one) => one.id === id)?.name ?? '—'
  const retyped = flows.filter(({ way }) => way === 'retyped')
  return (
    <>
      <Figures
        of={[
          {
            label: t('screen.system.inUse'),
            value: number(inUse),
            note: t('screen.system.yearAgo', { count: aYearAgo }),
          },
          {
            label: t('screen.system.isolated'),
            value: number(isolated.length),
            tone: isolated.length > 0 ? 'soon' : 'plain',
          },
          {
            label: t('screen.system.retyped'),
            value: number(retyped.length),
            tone: retyped.length > 0 ? 'overdue' : 'plain',
          },
        ]}
      />
      <Section title={t('screen.system.list')}>
        {systems.length === 0 && <p>{t('screen.system.none')}</p>}
        <Facts
          of={systems.map((one) => [
            <span key={one.id}>
              {one.name}{' '}
              {one.retiredOn !== null && (
                <Chip tone="done">{t('screen.system.retired', { day: day(one.retiredOn) })}</Chip>
              )}
              {one.isReplaceable && one.retiredOn === null && <Chip>{t('screen.system.replaceable')}</Chip>}
              {isolated.includes(one.id) && <Chip tone="soon">{t('screen.system.alone')}</Chip>}
            </span>,
            `${one.owner} · ${one.purpose} · ${list(one.holds)}`,
          ])}
        />
      </Section>
      <Section title={t('screen.system.flows')}>
        <Facts
          of={flows.map((flow) => [
            `${nameOf(flow.fromId)} → ${nameOf(flow.toId)}`,
            <span key={flow.fromId + flow.toId}>
              {flow.what} <Chip tone={flow.way === 'retyped' ? 'overdue' : 'plain'}>{t(`screen.way.${flow.way}`)}</Chip>
            </span>,
          ])}
        />
      </Section>
    </>
  )
}

const Retention = () => {
  const t = useWords()
  const { when, number } = useTimes()
  const kept = useAsk(catalogue, 'listRetention', {})
  const personal = usePages(catalogue, 'listInventory', { query: {} })
  return (
    <>
      <Section title={t('screen.retention.title')}>
        {!kept.data && <Skeleton />}
        <Facts
          of={(kept.data?.items ?? []).map((one) => [
            one.title,
            [
              t('screen.retention.days', { days: one.keepDays }),
              one.basis,
              t('screen.retention.due', { count: number(one.due) }),
              one.lastAt !== null &&
                t('screen.retention.last', { when: when(one.lastAt), count: one.lastRemoved ?? 0 }),
            ]
              .filter(Boolean)
              .join(' · '),
          ])}
        />
      </Section>
      <Section title={t('screen.retention.inventory')}>
        <Facts
          of={personal.items.map((one) => [
            one.name,
            `${t(`screen.sensitivity.${one.sensitivity}`)} · ${one.source} · ${one.ground}${one.usedBy.length > 0 ? ` · ${one.usedBy.join('、')}` : ''}`,
          ])}
        />
      </Section>
    </>
  )
}

export default function GovernancePage() {
  const t = useWords()
  const may = useMay()
  return (
    <DeskPage title={t('nav.governance')} hint={t('screen.system.hint')}>
      {may('dataset.read') && <Systems />}
      {may('retention.read') && <Retention />}
    </DeskPage>
  )
}
