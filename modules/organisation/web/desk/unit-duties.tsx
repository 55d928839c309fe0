/** A unit's duty list in force; a line is entered, revised into a new version, ended, and its versions read. */
import { Type } from '@liren/contract'
import {
  Chip,
  Empty,
  Facts,
  Failed,
  Section,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Detail, Named, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { type Duty, DutyPart, type NewDuty, organisation, ownerships } from '../../contract.ts'
import { read, SchemaDrawer, textOrNull } from './schema-drawer.tsx'
import type { UnitPage } from './unit-page-shape.ts'

const DutyForm = Type.Object({
  categories: Type.Array(Type.String()),
  ownership: Type.Enum(['any', ...ownerships]),
  areaCode: Type.String({ maxLength: 15 }),
  part: DutyPart,
  clause: Type.String({ maxLength: 300 }),
  fromTime: Type.String({ format: 'time' }),
  toTime: Type.String({ format: 'time' }),
})
const NewDutyForm = Type.Object({ ...DutyForm.properties, holder: Type.Enum(['thisUnit', 'kindOfPlace']) })
const EndForm = Type.Object({ reason: Type.String({ maxLength: 200 }) })
const labels = {
  categories: 'categories',
  ownership: 'ownershipLabel',
  areaCode: 'area',
  part: 'partLabel',
  clause: 'clause',
  fromTime: 'startsAt',
  toTime: 'endsAt',
  reason: 'reason',
  holder: 'holder',
}

const bodyOf = (values: Readonly<Record<string, unknown>>, holder: Pick<NewDuty, 'unitId' | 'unitKind'>) => {
  const { categories, ownership, areaCode, part, clause, fromTime, toTime } = read(DutyForm, values)
  return {
    ...holder,
    categories,
    ownership: ownership === 'any' ? null : ownership,
    areaCode,
    part,
    clause,
    fromTime: textOrNull(fromTime),
    toTime: textOrNull(toTime),
  }
}
const valuesOf = (duty: Duty) => ({
  ...duty,
  ownership: duty.ownership ?? 'any',
  fromTime: duty.fromTime ?? '',
  toTime: duty.toTime ?? '',
})

const Versions = ({ id }: { id: string }) => {
  const t = useWords()
  const { when } = useTimes()
  const { data, error, refetch } = useAsk(organisation, 'dutyHistory', { params: { id } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton />
  return (
    <Section title={t('screen.history')}>
      <Rows
        rows={data.items}
        columns={[
          { key: 'version', title: t('screen.versionLabel'), width: 80, isNumber: true, cell: (row) => row.version },
          { key: 'from', title: t('screen.validFrom'), width: 150, cell: (row) => when(row.validFrom) },
          { key: 'to', title: t('screen.validTo'), width: 150, cell: (row) => when(row.validTo) || '—' },
          { key: 'clause', title: t('screen.clause'), cell: (row) => row.clause },
        ]}
      />
    </Section>
  )
}

/** Categories by name, the first few or all; the rest stand in the drawer. */
const Categories = ({ of, atMost = of.length }: { of: readonly string[]; atMost?: number }) => {
  const t = useWords()
  return (
    <span className="chip-row">
      {of.slice(0, atMost).map((code) => (
        <Chip key={code}>
          <Named slot="name:category" code={code} />
        </Chip>
      ))}
      {of.length > atMost && t('screen.andMore', { count: of.length - atMost })}
    </span>
  )
}

export const UnitDuties = ({ of }: { of: UnitPage }) => {
  const t = useWords()
  const { areas } = useArea()
  const [open, setOpen] = useState<Duty | null>(null)
  const then = () => {
    toast(t('screen.saved'), 'good')
    setOpen(null)
  }
  const enter = useSend(organisation, 'enterDuty', { then })
  const revise = useSend(organisation, 'reviseDuty', { then })
  const end = useSend(organisation, 'endDuty', { then })
  const choice = (key: string, value: unknown) =>
    key === 'holder'
      ? t(`screen.holderIs.${String(value)}`, { kind: t(`screen.kind.${of.unit.kind}`) })
      : key === 'part'
        ? t(`screen.part.${String(value)}`)
        : value === 'any'
          ? t('screen.anyOwnership')
          : t(`screen.ownership.${String(value)}`)
  const ownershipOf = (duty: Duty) => t(duty.ownership ? `screen.ownership.${duty.ownership}` : 'screen.anyOwnership')
  const hoursOf = (duty: Duty) => (duty.fromTime ? `${duty.fromTime}–${duty.toTime}` : '—')
  const mayChange = of.mayChangeDuty && !of.unit.closedAt
  return (
    <>
      {mayChange && (
        <div className="button-row">
          <SchemaDrawer
            verb={t('screen.addDuty')}
            schema={NewDutyForm}
            values={{
              holder: 'thisUnit',
              categories: [],
              ownership: 'any',
              areaCode: of.unit.areaCode,
              part: 'lead',
              fromTime: '',
              toTime: '',
            }}
            labels={labels}
            choice={choice}
            send={enter}
            onSend={(values, shut) =>
              enter.now(
                {
                  body: bodyOf(
                    values,
                    read(NewDutyForm, values).holder === 'thisUnit'
                      ? { unitId: of.unit.id }
                      : { unitKind: of.unit.kind },
                  ),
                },
                { onSuccess: shut },
              )
            }
          />
        </div>
      )}
      <Rows
        label={t('screen.duties')}
        rows={of.duties}
        onOpen={setOpen}
        empty={<Empty icon="document" title={t('screen.noDuties')} hint={t('screen.noDutiesHint')} />}
        columns={[
          {
            key: 'categories',
            title: t('screen.category'),
            cell: (row) => <Categories of={row.categories} atMost={4} />,
          },
          {
            key: 'part',
            title: t('screen.partLabel'),
            width: 100,
            cell: (row) => <Chip tone={row.part === 'lead' ? 'main' : 'plain'}>{t(`screen.part.${row.part}`)}</Chip>,
          },
          { key: 'ownership', title: t('screen.ownershipLabel'), width: 170, cell: ownershipOf },
          { key: 'hours', title: t('screen.hoursOfDay'), width: 120, cell: hoursOf },
        ]}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t('screen.duty')}
        width={640}
        action={
          open &&
          open.validTo === null &&
          mayChange && (
            <>
              <SchemaDrawer
                verb={t('screen.reviseDuty')}
                schema={DutyForm}
                values={valuesOf(open)}
                labels={labels}
                choice={choice}
                send={revise}
                onSend={(values, shut) =>
                  revise.now(
                    { params: { id: open.id }, body: bodyOf(values, { unitId: open.unitId, unitKind: open.unitKind }) },
                    { onSuccess: shut },
                  )
                }
              />
              <SchemaDrawer
                verb={t('screen.endDuty')}
                isDanger
                schema={EndForm}
                labels={labels}
                send={end}
                onSend={(values, shut) =>
                  end.now({ params: { id: open.id }, body: read(EndForm, values) }, { onSuccess: shut })
                }
              />
            </>
          )
        }
      >
        {open && (
          <>
            <Facts
              of={[
                [t('screen.partLabel'), t(`screen.part.${open.part}`)],
                [t('screen.category'), <Categories key="categories" of={open.categories} />],
                [t('screen.ownershipLabel'), ownershipOf(open)],
                [t('screen.place'), areas.find(({ code }) => code === open.areaCode)?.name ?? open.areaCode],
                [t('screen.hoursOfDay'), hoursOf(open)],
                [t('screen.clause'), open.clause],
                open.unitKind !== null && [t('screen.holder'), t('screen.byKind')],
              ]}
            />
            <Versions id={open.id} />
          </>
        )}
      </Detail>
    </>
  )
}
