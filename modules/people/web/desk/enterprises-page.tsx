/** Enterprises, shops and organisations of the area, and who may act for them. */
import {
  Facts,
  Failed,
  Section,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useFilters,
  useMay,
  useOwnArea,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { AreaField, DeskPage, Detail, ListTable, PersonField, type PickedPerson } from '@liren/web/desk'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { people } from '../../contract.ts'
import { usePlace } from '../place.ts'

const EnterpriseFacts = ({ id }: { id: string }) => {
  const t = useWords()
  const place = usePlace()
  const { day, list } = useTimes()
  const { data, error, refetch } = useAsk(people, 'readEnterprise', { params: { id } })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />
  const { enterprise, handlers } = data
  return (
    <>
      <Facts
        of={[
          [t('screen.enterprise.name'), enterprise.name],
          [t('screen.enterprise.creditCode'), enterprise.creditCode],
          [t('screen.enterprise.kind'), t(`screen.organisation.${enterprise.kind}`)],
          [t('screen.area'), place(enterprise.areaCode)],
          [t('screen.field.address'), enterprise.address ?? '—'],
        ]}
      />
      <Section title={t('screen.enterprise.handlers')}>
        {handlers.length === 0 && <p>{t('screen.enterprise.noHandlers')}</p>}
        <Facts
          of={handlers.map((one) => [
            one.displayName,
            `${list(one.scopes.map((scope) => t(scope === '*' ? 'screen.handler.all' : `screen.scope.${scope}`)))} · ${t('screen.enterprise.until', { day: day(one.expiresOn) })}`,
          ])}
        />
      </Section>
    </>
  )
}

const fields = ['name', 'creditCode', 'address'] as const

export default function EnterprisesPage() {
  const t = useWords()
  const may = useMay()
  const place = usePlace()
  const { code } = useArea()
  const own = useOwnArea()
  const [filters, filter] = useFilters()
  const [isEntering, setEntering] = useState(false)
  const [values, setValues] = useState<Partial<Record<(typeof fields)[number] | 'areaCode', string>>>({})
  const [legalPerson, setLegalPerson] = useState<PickedPerson | null>(null)
  const send = useSend(people, 'registerEnterprise', {
    then: () => {
      setLegalPerson(null)
      toast(t('screen.enterprise.done'), 'good')
      setValues({})
      setEntering(false)
    },
  })
  const body = () => ({
    name: values.name ?? '',
    creditCode: values.creditCode ?? '',
    areaCode: values.areaCode ?? own.code ?? '',
    ...(values.address ? { address: values.address } : {}),
    ...(legalPerson ? { legalPersonId: legalPerson.id } : {}),
  })
  return (
    <DeskPage
      title={t('nav.enterprises')}
      hint={t('screen.enterprise.hint')}
      tools={
        may('enterprise.change') && (
          <Button type="primary" onClick={() => setEntering(true)}>
            {t('screen.enterprise.register')}
          </Button>
        )
      }
    >
      <ListTable
        contract={people}
        route="listEnterprises"
        input={{ query: { ...(code ? { area: code } : {}), ...(filters.text ? { text: filters.text } : {}) } }}
        filters={[{ name: 'text', label: t('screen.enterprise.find'), kind: 'text' }]}
        columns={[
          { key: 'name', title: t('screen.enterprise.name'), cell: (row) => row.name },
          {
            key: 'code',
            title: t('screen.enterprise.creditCode'),
            width: 200,
            cell: (row) => <code>{row.creditCode}</code>,
          },
          {
            key: 'kind',
            title: t('screen.enterprise.kind'),
            width: 150,
            cell: (row) => t(`screen.organisation.${row.kind}`),
          },
          { key: 'area', title: t('screen.area'), width: 200, cell: (row) => place(row.areaCode) },
        ]}
        onOpen={(row) => filter({ open: row.id })}
        label={t('nav.enterprises')}
      />
      <Detail
        isOpen={filters.open !== undefined}
        onClose={() => filter({ open: null })}
        title={t('screen.enterprise.one')}
      >
        {filters.open && <EnterpriseFacts id={filters.open} />}
      </Detail>
      <Detail
        isOpen={isEntering}
        onClose={() => setEntering(false)}
        title={t('screen.enterprise.register')}
        action={
          <Button type="primary" loading={send.isSending} onClick={() => send.now({ body: body() })}>
            {t('screen.enterprise.send')}
          </Button>
        }
      >
        <Form layout="vertical">
          {fields.map((field) => (
            <Form.Item
              key={field}
              label={t(field === 'address' ? `screen.field.${field}` : `screen.enterprise.${field}`)}
              htmlFor={`enterprise-${field}`}
              required={field !== 'address'}
              {...(send.errors[field] ? { validateStatus: 'error' as const, help: send.errors[field] } : {})}
            >
              <Input
                id={`enterprise-${field}`}
                value={values[field] ?? ''}
                onChange={(event) => setValues({ ...values, [field]: event.target.value })}
              />
            </Form.Item>
          ))}
          <AreaField
            label={t('screen.field.areaCode')}
            value={values.areaCode ?? own.code ?? ''}
            error={send.errors.areaCode}
            onChange={(areaCode) => setValues({ ...values, areaCode })}
            hasCells
          />
          <PersonField
            label={t('screen.enterprise.legalPerson')}
            isOptional
            value={legalPerson}
            error={send.errors.legalPersonId}
            onChange={setLegalPerson}
          />
        </Form>
      </Detail>
    </DeskPage>
  )
}
