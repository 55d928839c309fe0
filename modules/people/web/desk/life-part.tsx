/** 生命事件 A birth or a marriage, told once at the entry of a parent or of one of the two. */
import { Button, Field, Notice, Section, SelectField, toast, todayOn, useMay, useSend, useWords } from '@liren/web'
import { PersonField, type PickedPerson } from '@liren/web/desk'
import { useState } from 'react'
import { type Person, people } from '../../contract.ts'
import { Birth } from './birth-form.tsx'

const Marriage = ({ of, close }: { of: Person; close: () => void }) => {
  const t = useWords('people')
  const [spouse, setSpouse] = useState<PickedPerson | null>(null)
  const [on, setOn] = useState(todayOn())
  const [mover, setMover] = useState<'nobody' | 'this' | 'other'>('nobody')
  const send = useSend(people, 'recordMarriage', {
    then: () => {
      toast(t('screen.life.marriedDone'), 'good')
      close()
    },
  })
  return (
    <>
      <PersonField label={t('screen.life.spouse')} value={spouse} error={send.errors.personIds} onChange={setSpouse} />
      <Field
        label={t('screen.life.marriedOn')}
        type="date"
        value={on}
        max={todayOn()}
        error={send.errors.on}
        onChange={(event) => setOn(event.target.value)}
      />
      <SelectField
        label={t('screen.life.movesIn')}
        value={mover}
        choices={[
          { value: 'nobody', label: t('screen.life.nobody') },
          { value: 'this', label: t('screen.life.thisOne', { name: of.displayName }) },
          { value: 'other', label: t('screen.life.otherOne') },
        ]}
        onChange={(event) => {
          const { value } = event.target
          setMover(value === 'this' || value === 'other' ? value : 'nobody')
        }}
      />
      <div className="button-row">
        <Button onClick={close}>{t('screen.life.cancel')}</Button>
        <Button
          tone="main"
          isBusy={send.isSending}
          disabled={!spouse}
          onClick={() =>
            spouse &&
            send.now({
              body: {
                ...{ personIds: [of.id, spouse.id] as [string, string], on },
                ...(mover === 'nobody' ? {} : { moverId: mover === 'this' ? of.id : spouse.id }),
              },
            })
          }
        >
          {t('screen.life.save')}
        </Button>
      </div>
    </>
  )
}

export const LifePart = ({ of }: { of: Person }) => {
  const t = useWords('people')
  const may = useMay()
  const [open, setOpen] = useState<'birth' | 'marriage' | null>(null)
  const close = () => setOpen(null)
  if (!may('household.change')) return null
  return (
    <Section title={t('screen.life.title')}>
      {open === null && (
        <>
          <Notice>{t('screen.life.hint')}</Notice>
          <div className="button-row">
            <Button onClick={() => setOpen('birth')}>{t('screen.life.birth')}</Button>
            <Button onClick={() => setOpen('marriage')}>{t('screen.life.marriage')}</Button>
          </div>
        </>
      )}
      {open === 'birth' && <Birth of={of} close={close} />}
      {open === 'marriage' && <Marriage of={of} close={close} />}
    </Section>
  )
}
