/** On the page of progress by number and query code: who looked at the number a guest left, and why. */
import { Section, useAsk, useWords } from '@liren/web'
import { cases } from '../../contract.ts'
import { ContactLooks } from '../parts/contact-looks.tsx'

type Of = { readonly module: string; readonly number: string; readonly code: string }

export default function LooksByCode({ of }: { of: Of }) {
  const t = useWords('cases')
  const isOurs = of.module === 'cases'
  const { data } = useAsk(cases, 'contactLooks', { body: { number: of.number, code: of.code } }, { enabled: isOurs })
  if (!data || data.items.length === 0) return null
  return (
    <Section title={t('screen.looks.title')}>
      <ContactLooks of={data.items} />
    </Section>
  )
}
