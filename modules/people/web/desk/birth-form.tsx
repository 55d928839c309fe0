/** A birth as a parent or a paper tells it: the child is entered where the first parent lives. */
import { Button, Field, SelectField, toast, todayOn, useSend, useWords } from '@liren/web'
import { PersonField, type PickedPerson } from '@liren/web/desk'
import { useState } from 'react'
import { type Person, people } from '../../contract.ts'

export const Birth = ({ of, close }: { of: Pick<Person, 'id'>; close: () => void }) => {
  const t = useWords('people')
  const [fullName, setName] = useState('')
  const [birthOn, setBirthOn] = useState(todayOn())
  const [sex, setSex] = useState<'female' | 'male'>('female')
  const [identityNumber, setNumber] = useState('')
  const [other, setOther] = useState<PickedPerson | null>(null)
  const send = useSend(people, 'recordBirth', {
    then: () => {
      toast(t('screen.life.bornDone'), 'good')
      close()
    },
  })
  return (
    <>
      <Field
        label={t('screen.life.childName')}
        value={fullName}
        maxLength={50}
        error={send.errors.fullName}
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t('screen.life.childBorn')}
        type="date"
        value={birthOn}
        max={todayOn()}
        error={send.errors.birthOn}
        onChange={(event) => setBirthOn(event.target.value)}
      />
      <SelectField
        label={t('screen.life.childSex')}
        value={sex}
        choices={(['female', 'male'] as const).map((value) => ({ value, label: t(`screen.sex.${value}`) }))}
        onChange={(event) => setSex(event.target.value === 'male' ? 'male' : 'female')}
      />
      <Field
        label={t('screen.life.childNumber')}
        value={identityNumber}
        maxLength={30}
        error={send.errors.identityNumber}
        onChange={(event) => setNumber(event.target.value)}
      />
      <PersonField
        label={t('screen.life.otherParent')}
        value={other}
        error={send.errors.parentIds}
        onChange={setOther}
      />
      <div className="button-row">
        <Button onClick={close}>{t('screen.life.cancel')}</Button>
        <Button
          tone="main"
          isBusy={send.isSending}
          disabled={fullName.trim() === ''}
          onClick={() =>
            send.now({
              body: {
                ...{ parentIds: other ? [of.id, other.id] : [of.id], fullName: fullName.trim(), birthOn, sex },
                ...(identityNumber.trim() === '' ? {} : { identityNumber: identityNumber.trim() }),
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
