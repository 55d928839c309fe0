/** Shifts of a unit and who stands in them: rotations, stand-ins, and taking somebody off. */
import { Type } from '@liren/contract'
import { Chip, Empty, Section, toast, todayOn, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Detail, Rows } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { organisation, Shift } from '../../contract.ts'
import { dayOf, standingOn } from '../../roster.ts'
import { read, SchemaDrawer, textOrNull } from './schema-drawer.tsx'
import type { UnitPage } from './unit-page-shape.ts'

const Day = Type.String({ format: 'date' })
const Clock = Type.String({ format: 'time' })
const ShiftForm = Type.Object({
  name: Type.String({ maxLength: 120 }),
  level: Shift.properties.level,
  startsAt: Clock,
  endsAt: Clock,
  days: Shift.properties.days,
  validFrom: Day,
})
const EndForm = Type.Object({ endsOn: Day })
const labels = {
  name: 'shiftName',
  level: 'levelLabel',
  startsAt: 'startsAt',
  endsAt: 'endsAt',
  days: 'daysLabel',
  validFrom: 'startsOn',
  memberId: 'member',
  startsOn: 'startsOn',
  endsOn: 'endsOn',
  everyDays: 'everyDays',
  isStandIn: 'standIn',
}
const today = todayOn

type PageShift = UnitPage['shifts'][number]
const dayMs = 86_400_000

/** Who stands in a shift on each of the coming seven days, by the same rule as the server's. */
const week = (shift: PageShift, { positions }: UnitPage) => {
  const postOf = new Map(positions.flatMap((position) => position.members.map((member) => [member.id, position.post])))
  const lines = shift.lines.flatMap((line) => {
    const post = postOf.get(line.memberId)
    return post ? [{ ...line, post }] : []
  })
  return Array.from({ length: 7 }, (_, n) => {
    const on = dayOf(Date.now() + n * dayMs)
    return { day: on, standing: standingOn(lines, on) }
  })
}

/** The rules behind the week, where somebody is taken off. */
const Rotation = ({ shift, nameOf }: { shift: PageShift; nameOf: (id: unknown) => string }) => {
  const t = useWords()
  const { day } = useTimes()
  const [isOpen, setOpen] = useState(false)
  const takeOff = useSend(organisation, 'takeOffRoster', { then: () => toast(t('screen.saved'), 'good') })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('screen.rules')}</Button>
      <Detail isOpen={isOpen} onClose={() => setOpen(false)} title={shift.name} width={760}>
        <Rows
          label={t('screen.rules')}
          rows={shift.lines}
          columns={[
            { key: 'name', title: t('screen.member'), cell: (line) => nameOf(line.memberId) || line.memberName },
            {
              key: 'every',
              title: t('screen.everyDays'),
              width: 140,
              cell: (line) =>
                line.isStandIn ? t('screen.standInShort') : t('screen.rotation', { days: line.everyDays }),
            },
            { key: 'from', title: t('screen.startsOn'), width: 130, cell: (line) => day(line.startsOn) },
            {
              key: 'to',
              title: t('screen.endsOn'),
              width: 130,
              cell: (line) => (line.endsOn ? day(line.endsOn) : '—'),
            },
            {
              key: 'act',
              title: t('screen.act'),
              width: 100,
              cell: (line) => (
                <Button danger loading={takeOff.isSending} onClick={() => takeOff.now({ params: { id: line.id } })}>
                  {t('screen.takeOff')}
                </Button>
              ),
            },
          ]}
        />
      </Detail>
    </>
  )
}

/** Days taken over by a colleague, as they were agreed. */
const Swaps = ({ unitId }: { unitId: string }) => {
  const t = useWords()
  const { day } = useTimes()
  const { data } = useAsk(organisation, 'swaps', { params: { id: unitId } })
  if (!data || data.items.length === 0) return null
  return (
    <Section title={t('screen.swap.of')}>
      <Rows
        rows={data.items}
        columns={[
          { key: 'day', title: t('screen.swap.day'), width: 170, cell: (row) => `${day(row.onDay)} ${row.shiftName}` },
          {
            key: 'who',
            title: t('screen.swap.who'),
            cell: (row) =>
              [
                `${row.fromName} → ${row.toName}`,
                row.inReturnOn && t('screen.swap.back', { day: day(row.inReturnOn) }),
                row.reason,
              ]
                .filter(Boolean)
                .join(' · '),
          },
          {
            key: 'state',
            title: t('screen.swap.stateLabel'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.state === 'agreed' ? 'done' : 'soon'}>{t(`screen.swap.state.${row.state}`)}</Chip>
            ),
          },
        ]}
      />
    </Section>
  )
}

export const UnitRoster = ({ of }: { of: UnitPage }) => {
  const t = useWords()
  const { day } = useTimes()
  const options = { then: () => toast(t('screen.saved'), 'good') }
  const create = useSend(organisation, 'createShift', options)
  const put = useSend(organisation, 'putOnRoster', options)
  const endShift = useSend(organisation, 'endShift', options)
  const members = of.positions.flatMap((position) =>
    position.members.map((member) => ({ ...member, title: position.title })),
  )
  const LineForm = Type.Object({
    memberId: Type.Enum(members.map((member) => member.id)),
    startsOn: Day,
    endsOn: Day,
    everyDays: Type.Integer({ minimum: 1, maximum: 60 }),
    isStandIn: Type.Boolean(),
  })
  const nameOf = (id: unknown) => {
    const member = members.find((one) => one.id === id)
    return member ? t('web:noted', { what: member.name, note: member.title }) : ''
  }
  return (
    <>
      {of.mayChangeRoster && !of.unit.closedAt && (
        <div className="button-row">
          <SchemaDrawer
            verb={t('screen.addShift')}
            schema={ShiftForm}
            values={{ level: 'subdistrict', startsAt: '08:30', endsAt: '18:00', days: 'every', validFrom: today() }}
            labels={labels}
            choice={(key, value) => t(`screen.${key}.${String(value)}`)}
            send={create}
            onSend={(values, shut) =>
              create.now({ body: { unitId: of.unit.id, ...read(ShiftForm, values) } }, { onSuccess: shut })
            }
          />
        </div>
      )}
      <Swaps unitId={of.unit.id} />
      {of.shifts.length === 0 && <Empty icon="calendar" title={t('screen.noShifts')} hint={t('screen.noShiftsHint')} />}
      {of.shifts.map((shift) => (
        <Section
          key={shift.id}
          title={`${shift.name} ${shift.startsAt}–${shift.endsAt} · ${t(`screen.days.${shift.days}`)}`}
          tools={
            <span className="button-row">
              {of.mayChangeRoster && members.length > 0 && (
                <SchemaDrawer
                  verb={t('screen.putOn')}
                  title={shift.name}
                  schema={LineForm}
                  values={{ startsOn: today(), everyDays: 1, isStandIn: false }}
                  labels={labels}
                  choice={(_, value) => nameOf(value)}
                  send={put}
                  onSend={(values, shut) => {
                    const { endsOn, ...body } = read(LineForm, values)
                    put.now(
                      { params: { id: shift.id }, body: { ...body, endsOn: textOrNull(endsOn) } },
                      { onSuccess: shut },
                    )
                  }}
                />
              )}
              {of.mayChangeRoster && (
                <SchemaDrawer
                  verb={t('screen.endShift')}
                  isDanger
                  title={shift.name}
                  note={<p className="field-hint">{t('screen.endShiftWhat')}</p>}
                  schema={EndForm}
                  values={{ endsOn: today() }}
                  labels={labels}
                  send={endShift}
                  onSend={(values, shut) =>
                    endShift.now({ params: { id: shift.id }, body: read(EndForm, values) }, { onSuccess: shut })
                  }
                />
              )}
            </span>
          }
        >
          <Rows
            label={shift.name}
            rows={week(shift, of)}
            rowKey={(row) => row.day}
            columns={[
              { key: 'day', title: t('screen.day'), width: 170, cell: (row) => day(row.day) },
              {
                key: 'who',
                title: t('screen.member'),
                cell: (row) =>
                  row.standing.length === 0
                    ? t('screen.vacant')
                    : row.standing.map((line) => (
                        <span key={line.id} style={{ marginInlineEnd: 'var(--space-4)' }}>
                          {nameOf(line.memberId)}{' '}
                          {line.isStandIn && <Chip tone="soon">{t('screen.standInShort')}</Chip>}
                        </span>
                      )),
              },
            ]}
          />
          {of.mayChangeRoster && <Rotation shift={shift} nameOf={nameOf} />}
        </Section>
      ))}
    </>
  )
}
