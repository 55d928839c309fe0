/** The buildings of an area; opening one shows its dwellings and lets it be corrected, on the map too. */
import { Facts, toast, useMay, usePages, useSend, useWords } from '@liren/web'
import { Detail, type FieldSchema, ListTable, Panel, Rows, SchemaForm } from '@liren/web/desk'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { type Building, type Dwelling, territory } from '../../contract.ts'
import AreaMap from '../area-map.tsx'

const text = (maxLength: number): FieldSchema => ({ type: 'string', maxLength })
const whole = (minimum: number, maximum: number): FieldSchema => ({ type: 'integer', minimum, maximum })

const schema: FieldSchema = {
  properties: {
    name: text(60),
    address: text(120),
    estateName: text(60),
    propertyFirm: text(60),
    floors: whole(1, 120),
    units: whole(1, 40),
    dwellingsPerFloor: whole(0, 40),
    elevators: whole(0, 60),
    builtYear: whole(1000, 2200),
  },
}
const labels: Readonly<Record<string, string>> = { estateName: 'estate' }
const fresh = { floors: 6, units: 1, dwellingsPerFloor: 2, elevators: 0 }
type Spot = { readonly lon: number; readonly lat: number }

const BuildingForm = ({ area, building, onDone }: { area: string; building: Building | null; onDone: () => void }) => {
  const t = useWords()
  const [place, setPlace] = useState<Spot | null>(building)
  const options = {
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  }
  const add = useSend(territory, 'addBuilding', options)
  const correct = useSend(territory, 'correctBuilding', options)
  const send = building ? correct : add
  return (
    <>
      <h3>{t('screen.place')}</h3>
      <p>{t('screen.pickPlace')}</p>
      <AreaMap
        of={{ area, level: 'gridCell', place, onPick: ({ lon, lat }) => setPlace({ lon, lat }), height: '16rem' }}
      />
      <SchemaForm
        schema={schema}
        values={{ ...(building ?? fresh) }}
        label={(key) => t(`screen.${labels[key] ?? key}`)}
        errors={send.errors}
        isSending={send.isSending}
        onSend={(changed) => {
          const spot = place ? { lon: place.lon, lat: place.lat } : {}
          if (building) correct.now({ params: { id: building.id }, body: { ...changed, ...spot } })
          // What is missing the server names; the form shows it at its field.
          else add.now({ body: { ...fresh, ...changed, ...spot } as never })
        }}
      />
    </>
  )
}

const uses: readonly Dwelling['use'][] = ['home', 'shop', 'office', 'other']

/** What a dwelling is used for and how large it is, put right in its row. */
const useDwellingCells = () => {
  const t = useWords()
  const may = useMay()
  const correct = useSend(territory, 'correctDwelling', { then: () => toast(t('screen.saved'), 'good') })
  const isFixed = !may('area.change')
  const put = (row: Dwelling, body: { use?: Dwelling['use']; floorAreaDm2?: number | null }) =>
    correct.now({ params: { id: row.id }, body })
  return {
    use: (row: Dwelling) =>
      isFixed ? (
        t(`use.${row.use}`)
      ) : (
        <Select
          size="small"
          value={row.use}
          aria-label={t('screen.useOf', { room: row.room })}
          options={uses.map((value) => ({ value, label: t(`use.${value}`) }))}
          onChange={(use) => put(row, { use })}
        />
      ),
    floorArea: (row: Dwelling) => {
      const metres = row.floorAreaDm2 === null ? null : row.floorAreaDm2 / 100
      if (isFixed) return metres ?? '—'
      return (
        <InputNumber
          size="small"
          min={0.01}
          max={100_000}
          precision={2}
          key={row.floorAreaDm2}
          {...(metres === null ? {} : { defaultValue: metres })}
          aria-label={t('screen.floorAreaOf', { room: row.room })}
          onBlur={(event) => {
            const said = event.target.value.trim() === '' ? null : Math.round(Number(event.target.value) * 100)
            if (said !== row.floorAreaDm2 && !Number.isNaN(said)) put(row, { floorAreaDm2: said })
          }}
        />
      )
    },
  }
}

const Dwellings = ({ building }: { building: Building }) => {
  const t = useWords()
  const cells = useDwellingCells()
  const pages = usePages(territory, 'dwellings', { params: { id: building.id }, query: {} })
  return (
    <>
      <h3>
        {t('screen.dwellings')} · {building.dwellings}
      </h3>
      <Rows
        rows={pages.items}
        isLoading={pages.isLoading}
        error={pages.error}
        again={pages.again}
        label={t('screen.dwellings')}
        columns={[
          {
            key: 'room',
            title: t('screen.room'),
            cell: (row) => (building.units > 1 ? `${row.unit}-${row.room}` : row.room),
          },
          { key: 'floor', title: t('screen.floor'), cell: (row) => row.floor, isNumber: true },
          { key: 'use', title: t('screen.use'), cell: cells.use },
          { key: 'area', title: t('screen.floorArea'), cell: cells.floorArea, isNumber: true },
        ]}
      />
      {pages.hasMore && (
        <Button onClick={pages.more} loading={pages.isLoadingMore}>
          {t('web:showMore')}
        </Button>
      )}
    </>
  )
}

export const BuildingsPanel = ({ area }: { area: string }) => {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState<Building | 'new' | null>(null)
  const [isForm, setForm] = useState(false)
  const close = () => {
    setOpen(null)
    setForm(false)
  }
  const building = open === 'new' ? null : open
  return (
    <Panel
      title={t('screen.buildings')}
      tools={may('area.change') && <Button onClick={() => setOpen('new')}>{t('screen.addBuilding')}</Button>}
    >
      <ListTable
        contract={territory}
        route="buildings"
        input={{ query: { area } }}
        label={t('screen.buildings')}
        columns={[
          { key: 'name', title: t('screen.name'), cell: (row) => row.name },
          { key: 'address', title: t('screen.address'), cell: (row) => row.address },
          { key: 'floors', title: t('screen.floors'), cell: (row) => row.floors, isNumber: true },
          { key: 'dwellings', title: t('screen.dwellings'), cell: (row) => row.dwellings, isNumber: true },
          { key: 'firm', title: t('screen.propertyFirm'), cell: (row) => row.propertyFirm ?? '—' },
        ]}
        onOpen={setOpen}
      />
      <Detail
        isOpen={open !== null}
        onClose={close}
        title={building?.name ?? t('screen.addBuilding')}
        action={
          building &&
          may('area.change') && (
            <Button onClick={() => setForm(!isForm)}>{t(isForm ? 'screen.cancel' : 'screen.correctBuilding')}</Button>
          )
        }
      >
        {open === 'new' || isForm ? (
          <BuildingForm key={building?.id ?? 'new'} area={area.slice(0, 12)} building={building} onDone={close} />
        ) : (
          building && (
            <>
              <Facts
                of={[
                  [t('screen.code'), building.code],
                  [t('screen.address'), building.address],
                  [t('screen.estate'), building.estateName ?? '—'],
                  [t('screen.propertyFirm'), building.propertyFirm ?? '—'],
                  [t('screen.floors'), building.floors],
                  [t('screen.units'), building.units],
                  [t('screen.elevators'), building.elevators],
                  [t('screen.builtYear'), building.builtYear ?? '—'],
                ]}
              />
              <Dwellings building={building} />
            </>
          )
        )}
      </Detail>
    </Panel>
  )
}
