/** Which things a case is about: seen by staff, named by whoever works on it, found by code or place near it. */
import { Button, Chip, Field, Row, Section, Sheet, useAsk, useMay, usePages, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { things } from '../../contract.ts'

/** What a case page hands over, as far as this part needs it. */
type Of = { readonly matter: { readonly id: string; readonly areaCode: string } }

const Choose = ({ of, onDone }: { of: Of; onDone: () => void }) => {
  const t = useWords('things')
  const [typed, setTyped] = useState('')
  const area = of.matter.areaCode.slice(0, 12)
  const found = usePages(things, 'list', { query: { area, ...(typed.trim() ? { q: typed.trim() } : {}), limit: 20 } })
  const send = useSend(things, 'name', { stale: [[things, 'ofMatter']], then: onDone })
  return (
    <>
      <Field label={t('screen.find')} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      {found.items.length === 0 && <p>{t('screen.none')}</p>}
      {found.items.map((one) => (
        <Row
          key={one.id}
          title={`${one.kindName} · ${one.place}`}
          note={one.code}
          after={
            <Button isBusy={send.isSending} onClick={() => send.now({ params: { id: of.matter.id, thingId: one.id } })}>
              {t('screen.choose')}
            </Button>
          }
        />
      ))}
    </>
  )
}

export default function ThingsOfCase({ of }: { of: Of }) {
  const t = useWords('things')
  const may = useMay()
  const [isChoosing, setChoosing] = useState(false)
  const named = useAsk(things, 'ofMatter', { params: { id: of.matter.id } }, { enabled: may('thing.read') })
  const remove = useSend(things, 'unname', { stale: [[things, 'ofMatter']] })
  const items = named.data?.items ?? []
  if (!may('thing.read') || (items.length === 0 && !may('thing.name'))) return null
  return (
    <Section
      title={t('screen.of')}
      tools={may('thing.name') && <Button onClick={() => setChoosing(true)}>{t('screen.nameIt')}</Button>}
    >
      {items.length === 0 && <p>{t('screen.ofNone')}</p>}
      {items.map((one) => (
        <Row
          key={one.id}
          title={`${one.kindName} · ${one.place}`}
          note={`${one.code}${one.ownerName ? ` · ${one.ownerName}` : ''}`}
          after={
            <>
              <Chip tone={one.state === 'inUse' ? 'done' : 'soon'}>{t(`state.${one.state}`)}</Chip>
              {may('thing.name') && (
                <Button
                  tone="quiet"
                  isBusy={remove.isSending}
                  onClick={() => remove.now({ params: { id: of.matter.id, thingId: one.id } })}
                >
                  {t('screen.remove')}
                </Button>
              )}
            </>
          }
        />
      ))}
      <Sheet isOpen={isChoosing} onClose={() => setChoosing(false)} title={t('screen.nameIt')}>
        {isChoosing && <Choose of={of} onDone={() => setChoosing(false)} />}
      </Sheet>
    </Section>
  )
}
