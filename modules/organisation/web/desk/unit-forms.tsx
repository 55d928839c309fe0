/** Setting up a unit below, changing this one, closing it. */
import { Type } from '@liren/contract'
import { Notice, toast, useSend, useWords } from '@liren/web'
import { NewUnit, organisation, type Unit } from '../../contract.ts'
import { read, SchemaDrawer, textOrNull } from './schema-drawer.tsx'

const Text = Type.String({ maxLength: 120 })
const fields = {
  name: Text,
  shortName: Text,
  phone: Type.String({ maxLength: 40 }),
  address: Type.String({ maxLength: 120 }),
  hours: Text,
}
const Change = Type.Object(fields)
const Creation = Type.Object({ code: Text, kind: NewUnit.properties.kind, areaCode: Text, ...fields })
const Closure = Type.Object({ reason: Type.String({ maxLength: 200 }) })

const labels = {
  code: 'code',
  kind: 'kindLabel',
  areaCode: 'area',
  name: 'name',
  shortName: 'shortName',
  phone: 'phone',
  address: 'address',
  hours: 'hours',
  reason: 'closeReason',
}

export const UnitForms = ({ unit, onChoose }: { unit: Unit; onChoose: (id: string) => void }) => {
  const t = useWords()
  const create = useSend(organisation, 'createUnit')
  const change = useSend(organisation, 'changeUnit')
  const close = useSend(organisation, 'closeUnit')
  const done = (shut: () => void) => {
    toast(t('screen.saved'), 'good')
    shut()
  }
  return (
    <div className="button-row">
      <SchemaDrawer
        verb={t('screen.createUnit')}
        schema={Creation}
        values={{ areaCode: unit.areaCode, kind: 'socialOrganisation' }}
        labels={labels}
        choice={(_, value) => t(`screen.kind.${String(value)}`)}
        send={create}
        onSend={(values, shut) => {
          const { code, kind, areaCode, name, shortName, ...rest } = read(Creation, values)
          const body = {
            code,
            kind,
            areaCode,
            name,
            parentId: unit.id,
            ...(textOrNull(shortName) ? { shortName } : {}),
            phone: textOrNull(rest.phone),
            address: textOrNull(rest.address),
            hours: textOrNull(rest.hours),
          }
          create.now(
            { body },
            {
              onSuccess: (made) => {
                done(shut)
                onChoose(made.id)
              },
            },
          )
        }}
      />
      <SchemaDrawer
        verb={t('screen.changeUnit')}
        schema={Change}
        values={{
          name: unit.name,
          shortName: unit.shortName,
          phone: unit.phone ?? '',
          address: unit.address ?? '',
          hours: unit.hours ?? '',
        }}
        labels={labels}
        send={change}
        onSend={(values, shut) => {
          const { name, shortName, phone, address, hours } = read(Change, values)
          const body = {
            name,
            shortName,
            phone: textOrNull(phone),
            address: textOrNull(address),
            hours: textOrNull(hours),
          }
          change.now({ params: { id: unit.id }, body }, { onSuccess: () => done(shut) })
        }}
      />
      <SchemaDrawer
        verb={t('screen.closeUnit')}
        isDanger
        schema={Closure}
        labels={labels}
        note={<Notice tone="soon">{t('screen.closeNote')}</Notice>}
        send={close}
        onSend={(values, shut) =>
          close.now({ params: { id: unit.id }, body: read(Closure, values) }, { onSuccess: () => done(shut) })
        }
      />
    </div>
  )
}
