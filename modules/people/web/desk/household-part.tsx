/** 家庭 Who lives as one household: somebody comes in, leaves, or becomes its head; for whoever has none, one is begun. */
import { Chip, SelectField, toast, useMay, useSend, useWords } from '@liren/web'
import { PersonField, type PickedPerson } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { type Household, type Person, people } from '../../contract.ts'
import { useRelation } from '../parts/relation.ts'

const relations = ['spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other'] as const

const AddMember = ({ of, onDone }: { of: Household; onDone: () => void }) => {
  const t = useWords('people')
  const [person, setPerson] = useState<PickedPerson | null>(null)
  const [relation, setRelation] = useState<(typeof relations)[number]>('spouse')
  const send = useSend(people, 'addHouseholdMember', {
    then: () => {
      toast(t('screen.household.added'), 'good')
      onDone()
    },
  })
  return (
    <>
      <PersonField label={t('screen.household.who')} value={person} error={send.errors.personId} onChange={setPerson} />
      <SelectField
        label={t('screen.household.relation')}
        value={relation}
        choices={relations.map((value) => ({ value, label: t(`screen.relation.${value}`) }))}
        onChange={(event) => setRelation(relations.find((one) => one === event.target.value) ?? relation)}
      />
      <div className="button-row">
        <Button onClick={onDone}>{t('screen.household.cancel')}</Button>
        <Button
          type="primary"
          disabled={!person}
          loading={send.isSending}
          onClick={() =>
            person &&
            send.now({
              params: { id: of.id },
              body: { personId: person.id, relation: t(`screen.relation.${relation}`) },
            })
          }
        >
          {t('screen.household.add')}
        </Button>
      </div>
    </>
  )
}

const One = ({ of }: { of: Household }) => {
  const t = useWords('people')
  const said = useRelation()
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const remove = useSend(people, 'removeHouseholdMember', { then: () => toast(t('screen.household.left'), 'good') })
  const head = useSend(people, 'addHouseholdMember', { then: () => toast(t('screen.household.headNow'), 'good') })
  const mayChange = may('household.change')
  return (
    <>
      <ul className="plain-rows">
        {of.members.map((member) => (
          <li key={member.personId}>
            <b>{member.displayName}</b>
            {member.isHead ? (
              <Chip tone="main">{t('screen.relation.head')}</Chip>
            ) : (
              <span>{said(member.relation)}</span>
            )}
            {mayChange && !member.isHead && (
              <Button
                size="small"
                loading={head.isSending}
                onClick={() =>
                  head.now({
                    params: { id: of.id },
                    body: { personId: member.personId, relation: t('screen.relation.head'), isHead: true },
                  })
                }
              >
                {t('screen.household.makeHead', { name: member.displayName })}
              </Button>
            )}
            {mayChange && of.members.length > 1 && (
              <Popconfirm
                title={t('screen.household.leaveSure', { name: member.displayName })}
                onConfirm={() => remove.now({ params: { id: of.id, personId: member.personId } })}
              >
                <Button size="small" loading={remove.isSending}>
                  {t('screen.household.leave', { name: member.displayName })}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {mayChange &&
        (isAdding ? (
          <AddMember of={of} onDone={() => setAdding(false)} />
        ) : (
          <Button onClick={() => setAdding(true)}>{t('screen.household.addOne')}</Button>
        ))}
    </>
  )
}

export const HouseholdPart = ({ person, of }: { person: Person; of: readonly Household[] }) => {
  const t = useWords('people')
  const may = useMay()
  const begin = useSend(people, 'createHousehold', { then: () => toast(t('screen.household.begun'), 'good') })
  const { areaCode } = person
  if (of.length > 0) return of.map((household) => <One key={household.id} of={household} />)
  return (
    <>
      <p>{t('screen.household.none')}</p>
      {may('household.change') && areaCode && (
        <Button
          loading={begin.isSending}
          onClick={() =>
            begin.now({
              body: {
                areaCode,
                headPersonId: person.id,
                ...(person.dwellingId ? { dwellingId: person.dwellingId } : {}),
              },
            })
          }
        >
          {t('screen.household.begin')}
        </Button>
      )}
    </>
  )
}
