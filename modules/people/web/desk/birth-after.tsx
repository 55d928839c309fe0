/** 生育登记之后 Below an approved registration of a birth: the child is entered from here, once it is born. */
import { Button, Notice, Section, useMay, useWords } from '@liren/web'
import { useState } from 'react'
import { Birth } from './birth-form.tsx'

export default function BirthAfter({ of }: { of: { readonly personId: string; readonly issues: string | null } }) {
  const t = useWords('people')
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (of.issues !== 'birthRegistration' || !may('person.register')) return null
  return (
    <Section title={t('screen.life.birth')}>
      {isOpen ? (
        <Birth of={{ id: of.personId }} close={() => setOpen(false)} />
      ) : (
        <>
          <Notice>{t('screen.life.afterRegistration')}</Notice>
          <Button onClick={() => setOpen(true)}>{t('screen.life.birth')}</Button>
        </>
      )}
    </Section>
  )
}
