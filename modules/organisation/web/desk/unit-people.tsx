/** Posts of a unit, who holds them and since when; seats still free are said in words. */
import { Type } from '@liren/contract'
import { Chip, Empty, Section, toast, todayOn, useArea, useSend, useTimes, useWords } from '@liren/web'
import { AccountField, AreaField, PersonField, type PickedAccount, type PickedPerson, Rows } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { type Member, NewPosition, organisation } from '../../contract.ts'
import { read, SchemaDrawer, textOrNull } from './schema-drawer.tsx'
import type { UnitPage } from './unit-page-shape.ts'

const Day = Type.String({ format: 'date' })
const PostForm = Type.Object({
  post: NewPosition.properties.post,
  title: Type.String({ maxLength: 120 }),
  seats: Type.Integer({ minimum: 1, maximum: 500 }),
  tasks: Type.Array(Type.String()),
  skills: Type.Array(Type.String()),
  termMonths: Type.Integer({ minimum: 0, maximum: 120 }),
})
const MemberForm = Type.Object({
  name: Type.String({ maxLength: 120 }),
  phone: Type.String({ maxLength: 40 }),
  termFrom: Day,
  termTo: Day,
})
const EndForm = Type.Object({ endsOn: Day })
const labels = {
  post: 'postLabel',
  title: 'titleLabel',
  seats: 'seats',
  tasks: 'tasks',
  skills: 'skills',
  name: 'name',
  phone: 'phone',
  termMonths: 'termMonths',
  termFrom: 'termFrom',
  termTo: 'termTo',
  endsOn: 'termTo',
}
const today = todayOn

const EndTerm = ({ member }: { member: Member }) => {
  const t = useWords()
  const end = useSend(organisation, 'endTerm')
  return (
    <SchemaDrawer
      verb={t('screen.endTerm')}
      title={member.name}
      schema={EndForm}
      values={{ endsOn: today() }}
      labels={labels}
      send={end}
      onSend={(values, shut) =>
        end.now({ params: { id: member.id }, body: read(EndForm, values) }, { onSuccess: shut })
      }
    />
  )
}

const Appoint = ({ positionId, title }: { positionId: string; title: string }) => {
  const t = useWords()
  const appoint = useSend(organisation, 'appoint')
  const [account, setAccount] = useState<PickedAccount | null>(null)
  const [person, setPerson] = useState<PickedPerson | null>(null)
  return (
    <SchemaDrawer
      verb={t('screen.appoint')}
      title={title}
      note={
        <div className="form-stack">
          <p className="field-hint">{t('screen.appointWho')}</p>
          <AccountField
            label={t('screen.account')}
            isOptional
            value={account}
            error={appoint.errors.accountId}
            onChange={setAccount}
          />
          <PersonField
            label={t('screen.resident')}
            isOptional
            value={person}
            error={appoint.errors.personId}
            onChange={setPerson}
          />
        </div>
      }
      schema={MemberForm}
      values={{ termFrom: today() }}
      labels={labels}
      send={appoint}
      onSend={(values, shut) => {
        const { name, phone, termFrom, termTo } = read(MemberForm, values)
        const body = {
          name,
          phone: textOrNull(phone),
          termFrom,
          termTo: textOrNull(termTo),
          ...(account ? { accountId: account.id } : {}),
          ...(person ? { personId: person.id } : {}),
        }
        appoint.now(
          { params: { id: positionId }, body },
          {
            onSuccess: () => {
              setAccount(null)
              setPerson(null)
              shut()
            },
          },
        )
      }}
    />
  )
}

/** Whether the seat is tied to somebody who can sign in: only then do their duties, swaps and calls reach them. */
const Held = ({ by }: { by: Member }) => {
  const t = useWords()
  return (
    <>
      {by.name}{' '}
      {by.accountId || by.personId ? (
        <Chip tone="done">{t(by.accountId ? 'screen.hasAccount' : 'screen.inRegister')}</Chip>
      ) : (
        <Chip>{t('screen.nameOnly')}</Chip>
      )}
    </>
  )
}

export const UnitPeople = ({ of }: { of: UnitPage }) => {
  const t = useWords()
  const { clauses, day } = useTimes()
  const { areas } = useArea()
  const placeOf = (of: string) => areas.find(({ code }) => code === of)?.name ?? of
  const [areaCode, setAreaCode] = useState(of.unit.areaCode)
  const create = useSend(organisation, 'createPosition', { then: () => toast(t('screen.saved'), 'good') })
  const close = useSend(organisation, 'closePosition', { then: () => toast(t('screen.saved'), 'good') })
  return (
    <>
      {of.mayChange && (
        <div className="button-row">
          <SchemaDrawer
            verb={t('screen.addPost')}
            schema={PostForm}
            values={{ post: 'handler', seats: 1, tasks: [], skills: [], termMonths: 0 }}
            note={
              <AreaField
                label={t('screen.place')}
                hint={t('screen.postArea')}
                value={areaCode}
                error={create.errors.areaCode}
                onChange={setAreaCode}
                hasCells
              />
            }
            labels={labels}
            choice={(_, value) => t(`screen.post.${String(value)}`)}
            send={create}
            onSend={(values, shut) => {
              const { termMonths, ...post } = read(PostForm, values)
              create.now(
                {
                  params: { id: of.unit.id },
                  body: { ...post, termMonths: termMonths || null, ...(areaCode ? { areaCode } : {}) },
                },
                { onSuccess: shut },
              )
            }}
          />
        </div>
      )}
      {of.positions.length === 0 && <Empty icon="people" title={t('screen.noPosts')} />}
      {of.positions.map((position) => (
        <Section
          key={position.id}
          title={`${position.title}${position.areaCode === of.unit.areaCode ? '' : ` · ${placeOf(position.areaCode)}`}`}
          tools={
            <span className="button-row">
              <Chip tone={position.members.length < position.seats ? 'soon' : 'plain'}>
                {t('screen.seatsTaken', { taken: position.members.length, seats: position.seats })}
              </Chip>
              {of.mayChange && position.members.length < position.seats && (
                <Appoint positionId={position.id} title={position.title} />
              )}
              {of.mayChange && (
                <Popconfirm
                  title={t('screen.closePostWhat', { title: position.title, count: position.members.length })}
                  okText={t('screen.closePost')}
                  cancelText={t('screen.leaveIt')}
                  onConfirm={() => close.now({ params: { id: position.id } })}
                >
                  <Button danger loading={close.isSending}>
                    {t('screen.closePost')}
                  </Button>
                </Popconfirm>
              )}
            </span>
          }
        >
          {position.tasks.length > 0 && <p className="row-note">{clauses(position.tasks)}</p>}
          {position.members.length > 0 && (
            <Rows
              label={position.title}
              rows={position.members}
              columns={[
                { key: 'name', title: t('screen.name'), cell: (member) => <Held by={member} /> },
                { key: 'phone', title: t('screen.phone'), width: 150, cell: (member) => member.phone ?? '—' },
                { key: 'from', title: t('screen.termFrom'), width: 130, cell: (member) => day(member.termFrom) },
                {
                  key: 'to',
                  title: t('screen.termTo'),
                  width: 130,
                  cell: (member) => (member.termTo ? day(member.termTo) : '—'),
                },
                ...(of.mayChange
                  ? [
                      {
                        key: 'act',
                        title: t('screen.act'),
                        width: 120,
                        cell: (member: Member) => <EndTerm member={member} />,
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Section>
      ))}
    </>
  )
}
