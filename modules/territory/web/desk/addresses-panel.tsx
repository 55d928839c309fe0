/** 地址地标 The names by which people know a spot: found by a part of them, added, corrected on the map, and taken away. */
import { Failed, toast, useAsk, useMay, useSend, useWords } from '@liren/web'
import { Detail, type FieldSchema, Panel, Rows, SchemaForm } from '@liren/web/desk'
import { Button, Input, Popconfirm } from 'antd'
import { useDeferredValue, useState } from 'react'
import { type Address, type AddressKind, territory } from '../../contract.ts'
import AreaMap from '../area-map.tsx'

const kinds: readonly AddressKind[] = ['street', 'estate', 'door', 'landmark']
const schema: FieldSchema = {
  properties: {
    kind: { type: 'string', enum: kinds },
    name: { type: 'string', maxLength: 60 },
    text: { type: 'string', maxLength: 120 },
    aliases: { type: 'array', items: { type: 'string' } },
  },
}
const labels: Readonly<Record<string, string>> = { text: 'address' }
const fresh = { kind: 'landmark', aliases: [] }
type Spot = { readonly lon: number; readonly lat: number }

const AddressForm = ({ area, address, onDone }: { area: string; address: Address | null; onDone: () => void }) => {
  const t = useWords()
  const [place, setPlace] = useState<Spot | null>(address)
  const options = {
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  }
  const add = useSend(territory, 'addAddress', options)
  const correct = useSend(territory, 'correctAddress', options)
  const send = address ? correct : add
  const spot = place ? { lon: place.lon, lat: place.lat } : {}
  return (
    <>
      <h3>{t('screen.place')}</h3>
      <p>{t('screen.pickPlace')}</p>
      {(send.errors.lon ?? send.errors.lat) && <p role="alert">{send.errors.lon ?? send.errors.lat}</p>}
      <AreaMap
        of={{ area, level: 'gridCell', place, onPick: ({ lon, lat }) => setPlace({ lon, lat }), height: '16rem' }}
      />
      <SchemaForm
        schema={schema}
        values={{ ...(address ?? fresh) }}
        label={(key) => t(`screen.${labels[key] ?? key}`)}
        choice={(_, value) => t(`kind.${String(value)}`)}
        errors={send.errors}
        isSending={send.isSending}
        onSend={(changed) => {
          const moved = address && place && (place.lon !== address.lon || place.lat !== address.lat) ? spot : {}
          if (address) correct.now({ params: { id: address.id }, body: { ...changed, ...moved } })
          // What is missing the server names; the form shows it at its field.
          else add.now({ body: { ...fresh, ...changed, ...spot } as never })
        }}
      />
    </>
  )
}

export const AddressesPanel = ({ area }: { area: string }) => {
  const t = useWords()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState<Address | 'new' | null>(null)
  const q = useDeferredValue(typed.trim())
  const { data, error, isFetching, refetch } = useAsk(
    territory,
    'findAddresses',
    { query: { q, area, limit: 50 } },
    { enabled: q !== '' },
  )
  const remove = useSend(territory, 'removeAddress', {
    then: () => {
      toast(t('screen.removed'), 'good')
      setOpen(null)
    },
  })
  const address = open === 'new' ? null : open
  return (
    <Panel
      title={t('screen.addresses')}
      tools={may('area.change') && <Button onClick={() => setOpen('new')}>{t('screen.addAddress')}</Button>}
    >
      <Input.Search
        value={typed}
        allowClear
        loading={isFetching}
        aria-label={t('screen.findAddress')}
        placeholder={t('screen.findAddress')}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error && <Failed error={error} again={() => void refetch()} />}
      {q !== '' && (
        <Rows
          rows={data?.items ?? []}
          isLoading={isFetching && !data}
          label={t('screen.addresses')}
          empty={<p className="field-hint">{t('screen.noAddress')}</p>}
          columns={[
            { key: 'name', title: t('screen.name'), cell: (row) => row.name },
            { key: 'kind', title: t('screen.kind'), width: 90, cell: (row) => t(`kind.${row.kind}`) },
            { key: 'text', title: t('screen.address'), cell: (row) => row.text },
            { key: 'where', title: t('level.community'), cell: (row) => row.communityName },
          ]}
          {...(may('area.change') ? { onOpen: setOpen } : {})}
        />
      )}
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={address?.name ?? t('screen.addAddress')}
        action={
          address && (
            <Popconfirm
              title={t('screen.removeWhat', { name: address.name })}
              okText={t('screen.remove')}
              cancelText={t('screen.cancel')}
              onConfirm={() => remove.now({ params: { id: address.id } })}
            >
              <Button danger loading={remove.isSending}>
                {t('screen.remove')}
              </Button>
            </Popconfirm>
          )
        }
      >
        {open !== null && (
          <AddressForm
            key={address?.id ?? 'new'}
            area={(address?.communityCode ?? area).slice(0, 12)}
            address={address}
            onDone={() => setOpen(null)}
          />
        )}
      </Detail>
    </Panel>
  )
}
