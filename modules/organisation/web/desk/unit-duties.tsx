/** A unit's duty list in force; a line is entered, revised into a new version, ended, and its versions read. */
import { Type } from '@liren/contract'
import { Chip, Empty, Failed, Skeleton, toast, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Detail, Rows } from '@liren/web/desk'
import { Button } from 'antd'
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

const History = ({ id, onClose }: { id: string | null; onClose: () => void }) => {
  const t = useWords()
  const { when } = useTimes()
  const { data, error, refetch } = useAsk(
    organisation,
    'dutyHistory',
    { params: { id: id ?? '' } },
    { enabled: id !== null },
  )
  return (
    <Detail isOpen={id !== null} onClose={onClose} title={t('screen.history')} width={760}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <Rows
          rows={data.items}
          columns={[
            { key: 'version', title: t('screen.versionLabel'), width: 80, isNumber: true, cell: (row) => row.version },
            { key: 'clause', title: t('screen.clause'), cell: (row) => row.clause },
            { key: 'from', title: t('screen.validFrom'), width: 150, cell: (row) => when(row.validFrom) },
            { key: 'to', title: t('screen.validTo'), width: 150, cell: (row) => when(row.validTo) || '—' },
          ]}
        />
      )}
    </Detail>
  )
}

export const UnitDuties = ({ of }: { of: UnitPage }) => {
  const t = useWords()
  const [open, setOpen] = useState<string | null>(null)
  const options = { then: () => toast(t('screen.saved'), 'good') }
  const enter = useSend(organisation, 'enterDuty', options)
  const revise = useSend(organisation, 'reviseDuty', options)
  const end = useSend(organisation, 'endDuty', options)
  const choice = (key: string, value: unknown) =>
    key === 'part'
      ? t(`screen.part.${String(value)}`)
      : value === 'any'
        ? t('screen.anyOwnership')
        : t(`screen.ownership.${String(value)}`)
  return (
    <>
      {of.mayChangeDuty && !of.unit.closedAt && (
        <div className="button-row">
          <SchemaDrawer
            verb={t('screen.addDuty')}
            schema={DutyForm}
            values={{
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
            onSend={(values, shut) => enter.now({ body: bodyOf(values, { unitId: of.unit.id }) }, { onSuccess: shut })}
          />
        </div>
      )}
      <Rows
        label={t('screen.duties')}
        rows={of.duties}
        empty={<Empty icon="document" title={t('screen.noDuties')} />}
        columns={[
          {
            key: 'part',
            title: t('screen.partLabel'),
            width: 90,
            cell: (row) => <Chip tone={row.part === 'lead' ? 'main' : 'plain'}>{t(`screen.part.${row.part}`)}</Chip>,
          },
          { key: 'categories', title: t('screen.category'), width: 240, cell: (row) => row.categories.join('、') },
          {
            key: 'ownership',
            title: t('screen.ownershipLabel'),
            width: 140,
            cell: (row) => t(row.ownership ? `screen.ownership.${row.ownership}` : 'screen.anyOwnership'),
          },
          {
            key: 'hours',
            title: t('screen.hoursOfDay'),
            width: 110,
            cell: (row) => (row.fromTime ? `${row.fromTime}–${row.toTime}` : '—'),
          },
          {
            key: 'clause',
            title: t('screen.clause'),
            cell: (row) => `${row.clause}${row.unitKind ? `（${t('screen.byKind')}）` : ''}`,
          },
          {
            key: 'act',
            title: '',
            width: 260,
            cell: (row) => (
              <span className="button-row">
                <Button onClick={() => setOpen(row.id)}>{t('screen.version', { version: row.version })}</Button>
                {of.mayChangeDuty && row.validTo === null && (
                  <>
                    <SchemaDrawer
                      verb={t('screen.reviseDuty')}
                      schema={DutyForm}
                      values={valuesOf(row)}
                      labels={labels}
                      choice={choice}
                      send={revise}
                      onSend={(values, shut) =>
                        revise.now(
                          {
                            params: { id: row.id },
                            body: bodyOf(values, { unitId: row.unitId, unitKind: row.unitKind }),
                          },
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
                        end.now({ params: { id: row.id }, body: read(EndForm, values) }, { onSuccess: shut })
                      }
                    />
                  </>
                )}
              </span>
            ),
          },
        ]}
      />
      <History id={open} onClose={() => setOpen(null)} />
    </>
  )
}
