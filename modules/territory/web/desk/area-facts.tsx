/** One area: what is known of it, and its correction. */
import { Facts, toast, useAsk, useMay, useSend, useTimes, useWords } from '@liren/web'
import { type FieldSchema, Panel, SchemaForm } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { territory } from '../../contract.ts'

const schema: FieldSchema = {
  properties: {
    name: { type: 'string', maxLength: 60 },
    households: { type: 'integer', minimum: 0, maximum: 10_000_000 },
    residents: { type: 'integer', minimum: 0, maximum: 100_000_000 },
  },
}

export const AreaFacts = ({ code }: { code: string }) => {
  const t = useWords()
  const may = useMay()
  const { number } = useTimes()
  const [isOpen, setOpen] = useState(false)
  const { data } = useAsk(territory, 'area', { params: { code } })
  const send = useSend(territory, 'changeArea', {
    then: () => {
      toast(t('screen.saved'), 'good')
      setOpen(false)
    },
  })
  if (!data) return null
  const { area, path } = data
  return (
    <Panel
      title={path.map(({ name }) => name).join(' › ')}
      tools={
        may('area.change') && (
          <Button onClick={() => setOpen(!isOpen)}>{t(isOpen ? 'screen.cancel' : 'screen.rename')}</Button>
        )
      }
    >
      {isOpen ? (
        <SchemaForm
          key={code}
          schema={schema}
          values={{ name: area.name, households: area.households, residents: area.residents }}
          label={(key) => t(`screen.${key}`)}
          errors={send.errors}
          isSending={send.isSending}
          onSend={(body) => send.now({ params: { code }, body })}
        />
      ) : (
        <Facts
          of={[
            [t('screen.code'), code],
            [t('screen.kind'), t(`kind.${area.kind}`)],
            ...(area.schemeCode && area.scheme
              ? [[t('screen.scheme'), `${t(`scheme.${area.scheme}`)} ${area.schemeCode}`] as const]
              : []),
            [t('screen.households'), area.households === null ? '—' : number(area.households)],
            [t('screen.residents'), area.residents === null ? '—' : number(area.residents)],
            [t('screen.areaKm2'), area.areaM2 === null ? '—' : (area.areaM2 / 1e6).toFixed(area.areaM2 < 1e6 ? 3 : 1)],
          ]}
        />
      )}
    </Panel>
  )
}
