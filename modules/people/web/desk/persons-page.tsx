/** The register of the communities within reach: masked, filtered, exact look-up by number, phone or whole name. */
import { Chip, useArea, useFilters, useMay, useSend, useTimes, useWords } from '@liren/web'
import { type Column, DeskPage, ListTable, Rows } from '@liren/web/desk'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { type Person, people, type Residence, residences } from '../../contract.ts'
import { usePersonLine, usePlace } from '../place.ts'
import { PersonDetail } from './person-detail.tsx'
import { RegisterForm } from './register-form.tsx'

export const usePersonColumns = (): readonly Column<Person>[] => {
  const t = useWords()
  const place = usePlace()
  const line = usePersonLine()
  const { since } = useTimes()
  return [
    { key: 'name', title: t('screen.field.fullName'), width: 110, cell: (row) => row.displayName },
    { key: 'who', title: t('screen.who'), width: 150, cell: line },
    {
      key: 'number',
      title: t('screen.field.identityNumber'),
      width: 190,
      cell: (row) => row.maskedIdentityNumber ?? '—',
    },
    { key: 'phone', title: t('screen.field.phone'), width: 130, cell: (row) => row.maskedPhone ?? '—' },
    { key: 'area', title: t('screen.area'), width: 190, cell: (row) => place(row.areaCode) },
    {
      key: 'residence',
      title: t('screen.residence.title'),
      width: 100,
      cell: (row) => t(`screen.residence.${row.residence}`),
    },
    {
      key: 'tags',
      title: t('screen.tag.title'),
      cell: (row) => (
        <span className="chip-row">
          {row.tags.map(({ tag }) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      ),
    },
    {
      key: 'verified',
      title: t('screen.lastVerified'),
      width: 120,
      cell: (row) => (row.lastVerifiedAt ? since(row.lastVerifiedAt) : t('screen.neverVerified')),
    },
  ]
}

type By = 'identityNumber' | 'phone' | 'fullName'

const LookUp = ({ onOpen }: { onOpen: (person: Person) => void }) => {
  const t = useWords()
  const columns = usePersonColumns()
  const [by, setBy] = useState<By>('identityNumber')
  const [typed, setTyped] = useState('')
  const send = useSend(people, 'lookUp', { stale: [] })
  const wrong = send.errors.identityNumber ?? send.errors.phone
  return (
    <>
      <Space.Compact>
        <Select
          value={by}
          onChange={setBy}
          aria-label={t('screen.lookUp.by')}
          style={{ minWidth: 150 }}
          options={(['identityNumber', 'phone', 'fullName'] as const).map((value) => ({
            value,
            label: t(`screen.field.${value}`),
          }))}
        />
        <Input.Search
          aria-label={t('screen.lookUp.what')}
          placeholder={t('screen.lookUp.what')}
          value={typed}
          autoComplete="off"
          enterButton={t('screen.lookUp.find')}
          loading={send.isSending}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => text.trim() && send.now({ body: { [by]: text.trim() } })}
        />
      </Space.Compact>
      {wrong && <p role="alert">{wrong}</p>}
      {send.reply && (
        <Rows
          rows={send.reply.items}
          columns={columns}
          onOpen={onOpen}
          empty={t('screen.lookUp.none')}
          label={t('screen.lookUp.found')}
        />
      )}
    </>
  )
}

export default function PersonsPage() {
  const t = useWords()
  const may = useMay()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const [isEntering, setEntering] = useState(false)
  const columns = usePersonColumns()
  // The choices of the filter are the residences themselves.
  const residence = residences.find((one) => one === filters.residence) as Residence | undefined
  return (
    <DeskPage
      title={t('nav.persons')}
      hint={t('screen.personsHint')}
      tools={
        may('person.register') && (
          <Button type="primary" onClick={() => setEntering(true)}>
            {t('screen.register.open')}
          </Button>
        )
      }
    >
      <LookUp onOpen={(row) => filter({ open: row.id })} />
      <ListTable
        contract={people}
        route="listPersons"
        input={{
          query: {
            ...(code ? { area: code } : {}),
            ...(residence ? { residence } : {}),
            ...(filters.tag ? { tag: filters.tag } : {}),
          },
        }}
        filters={[
          {
            name: 'residence',
            label: t('screen.residence.title'),
            choices: residences.map((value) => ({ value, label: t(`screen.residence.${value}`) })),
          },
          { name: 'tag', label: t('screen.tag.title'), kind: 'text', width: 160 },
        ]}
        columns={columns}
        onOpen={(row) => filter({ open: row.id })}
        label={t('nav.persons')}
      />
      <PersonDetail id={filters.open} onClose={() => filter({ open: null })} title={t('screen.person')} />
      <RegisterForm isOpen={isEntering} onClose={() => setEntering(false)} />
    </DeskPage>
  )
}
