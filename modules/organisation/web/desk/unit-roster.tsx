/** Shifts of a unit and who stands in them: rotations, stand-ins, and taking somebody off. */
import { Type } from '@liren/contract'
import { Chip, Empty, Section, toast, useSend, useTimes, useWords } from '@liren/web'
import { Rows } from '@liren/web/desk'
import { Button } from 'antd'
import { organisation, Shift } from '../../contract.ts'
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
const today = () => new Date().toISOString().slice(0, 10)

export const UnitRoster = ({ of }: { of: UnitPage }) => {
  const t = useWords()
  const { day } = useTimes()
  const options = { then: () => toast(t('screen.saved'), 'good') }
  const create = useSend(organisation, 'createShift', options)
  const put = useSend(organisation, 'putOnRoster', options)
  const takeOff = useSend(organisation, 'takeOffRoster', options)
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
    return member ? `${member.name}（${member.title}）` : ''
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
      {of.shifts.length === 0 && <Empty icon="calendar" title={t('screen.noShifts')} />}
      {of.shifts.map((shift) => (
        <Section
          key={shift.id}
          title={`${shift.name} ${shift.startsAt}–${shift.endsAt} · ${t(`screen.days.${shift.days}`)}`}
          tools={
            of.mayChangeRoster && members.length > 0 ? (
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
            ) : null
          }
        >
          <Rows
            label={shift.name}
            rows={shift.lines}
            columns={[
              {
                key: 'name',
                title: t('screen.member'),
                cell: (line) => (
                  <>
                    {nameOf(line.memberId) || line.memberName}{' '}
                    {line.isStandIn && <Chip tone="soon">{t('screen.standInShort')}</Chip>}
                  </>
                ),
              },
              {
                key: 'every',
                title: t('screen.everyDays'),
                width: 130,
                cell: (line) => t('screen.rotation', { days: line.everyDays }),
              },
              { key: 'from', title: t('screen.startsOn'), width: 130, cell: (line) => day(line.startsOn) },
              {
                key: 'to',
                title: t('screen.endsOn'),
                width: 130,
                cell: (line) => (line.endsOn ? day(line.endsOn) : '—'),
              },
              ...(of.mayChangeRoster
                ? [
                    {
                      key: 'act',
                      title: '',
                      width: 100,
                      cell: (line: { id: string }) => (
                        <Button
                          danger
                          loading={takeOff.isSending}
                          onClick={() => takeOff.now({ params: { id: line.id } })}
                        >
                          {t('screen.takeOff')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Section>
      ))}
    </>
  )
}
