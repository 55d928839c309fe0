/** 社会组织名册 Who works in which field, whom to ask there, and what they need: noted, and answered. */
import { Chip, Facts, Section, toast, useArea, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { Button, Form, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { type Association, associationSorts, type Need, needKinds, organisation } from '../../contract.ts'

const Describe = ({ of, onDone }: { of: Association; onDone: (now: Association) => void }) => {
  const t = useWords()
  const [sort, setSort] = useState(of.sort ?? 'social')
  const [fields, setFields] = useState<string[]>([...of.fields])
  const [contactName, setContactName] = useState(of.contactName ?? '')
  const send = useSend(organisation, 'describeAssociation', {
    then: (now) => {
      toast(t('screen.saved'), 'good')
      onDone(now)
    },
  })
  return (
    <Section title={t('screen.association.describe')}>
      <Form layout="vertical">
        <Form.Item label={t('screen.association.sort')} htmlFor="association-sort">
          <Select
            id="association-sort"
            value={sort}
            onChange={setSort}
            options={associationSorts.map((value) => ({ value, label: t(`screen.association.sorts.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          label={t('screen.association.fields')}
          htmlFor="association-fields"
          help={send.errors.fields ?? t('screen.association.fieldsHint')}
        >
          <Select id="association-fields" mode="tags" value={fields} onChange={setFields} maxCount={12} />
        </Form.Item>
        <Form.Item label={t('screen.association.contact')} htmlFor="association-contact">
          <Input
            id="association-contact"
            value={contactName}
            maxLength={40}
            onChange={(event) => setContactName(event.target.value)}
          />
        </Form.Item>
        <Button
          loading={send.isSending}
          onClick={() =>
            send.now({
              params: { id: of.unit.id },
              body: { sort, fields, contactName: contactName.trim() === '' ? null : contactName.trim() },
            })
          }
        >
          {t('screen.association.describe')}
        </Button>
      </Form>
    </Section>
  )
}

const OneNeed = ({ need, mayChange, onMet }: { need: Need; mayChange: boolean; onMet: () => void }) => {
  const t = useWords()
  const { day } = useTimes()
  const [note, setNote] = useState('')
  const send = useSend(organisation, 'meetNeed', {
    then: () => {
      toast(t('screen.association.met'), 'good')
      onMet()
    },
  })
  return (
    <li>
      <p>
        <Chip tone="soon">{t(`screen.association.kinds.${need.kind}`)}</Chip> {need.text} · {day(need.notedAt)}
      </p>
      {mayChange && (
        <Space.Compact block>
          <Input
            value={note}
            maxLength={300}
            aria-label={t('screen.association.meetNote')}
            placeholder={t('screen.association.meetNote')}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button
            disabled={note.trim().length < 2}
            loading={send.isSending}
            onClick={() => send.now({ params: { id: need.id }, body: { note: note.trim() } })}
          >
            {t('screen.association.meet')}
          </Button>
        </Space.Compact>
      )}
    </li>
  )
}

const NoteNeed = ({ unitId, onNoted }: { unitId: string; onNoted: (need: Need) => void }) => {
  const t = useWords()
  const [kind, setKind] = useState<Need['kind']>('venue')
  const [text, setText] = useState('')
  const send = useSend(organisation, 'noteNeed', {
    then: (need) => {
      setText('')
      onNoted(need)
    },
  })
  return (
    <Space.Compact block>
      <Select
        value={kind}
        onChange={setKind}
        style={{ minWidth: 110 }}
        aria-label={t('screen.association.needKind')}
        options={needKinds.map((value) => ({ value, label: t(`screen.association.kinds.${value}`) }))}
      />
      <Input
        value={text}
        maxLength={300}
        aria-label={t('screen.association.needText')}
        placeholder={t('screen.association.needText')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        disabled={text.trim().length < 2}
        loading={send.isSending}
        onClick={() => send.now({ params: { id: unitId }, body: { kind, text: text.trim() } })}
      >
        {t('screen.association.noteNeed')}
      </Button>
    </Space.Compact>
  )
}

export default function AssociationsPage() {
  const t = useWords()
  const { list } = useTimes()
  const { code } = useArea()
  const [filters] = useFilters()
  const [open, setOpen] = useState<Association | null>(null)
  const sort = associationSorts.find((one) => one === filters.sort)
  const need = needKinds.find((one) => one === filters.need)
  return (
    <DeskPage title={t('nav.associations')} hint={t('screen.association.hint')}>
      <ListTable
        contract={organisation}
        route="associations"
        input={{ query: { ...(code ? { area: code } : {}), ...(sort ? { sort } : {}), ...(need ? { need } : {}) } }}
        filters={[
          {
            name: 'sort',
            label: t('screen.association.sort'),
            choices: associationSorts.map((value) => ({ value, label: t(`screen.association.sorts.${value}`) })),
          },
          {
            name: 'need',
            label: t('screen.association.needs'),
            choices: needKinds.map((value) => ({ value, label: t(`screen.association.kinds.${value}`) })),
          },
        ]}
        columns={[
          { key: 'name', title: t('screen.name'), cell: (row) => row.unit.name },
          {
            key: 'sort',
            title: t('screen.association.sort'),
            width: 150,
            cell: (row) => (row.sort ? t(`screen.association.sorts.${row.sort}`) : t('screen.association.sortNone')),
          },
          { key: 'fields', title: t('screen.association.fields'), cell: (row) => list([...row.fields]) || '—' },
          {
            key: 'contact',
            title: t('screen.association.contact'),
            width: 170,
            cell: (row) => [row.contactName, row.unit.phone].filter(Boolean).join(' ') || '—',
          },
          {
            key: 'needs',
            title: t('screen.association.needs'),
            cell: (row) => list(row.needs.map((one) => t(`screen.association.kinds.${one.kind}`))) || '—',
          },
        ]}
        onOpen={setOpen}
        label={t('nav.associations')}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.unit.name ?? ''}>
        {open && (
          <>
            <Facts
              of={[
                [t('screen.association.fields'), list([...open.fields]) || '—'],
                [t('screen.association.contact'), open.contactName ?? '—'],
                [t('screen.phone'), open.unit.phone ?? '—'],
                [t('screen.address'), open.unit.address ?? '—'],
              ]}
            />
            <Section title={t('screen.association.needs')}>
              {open.needs.length === 0 && <p>{t('screen.association.noNeeds')}</p>}
              <ul className="list">
                {open.needs.map((one) => (
                  <OneNeed
                    key={one.id}
                    need={one}
                    mayChange={open.mayChange}
                    onMet={() => setOpen({ ...open, needs: open.needs.filter(({ id }) => id !== one.id) })}
                  />
                ))}
              </ul>
              {open.mayChange && (
                <NoteNeed
                  unitId={open.unit.id}
                  onNoted={(noted) => setOpen({ ...open, needs: [...open.needs, noted] })}
                />
              )}
            </Section>
            {open.mayChange && <Describe key={open.unit.id} of={open} onDone={setOpen} />}
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
