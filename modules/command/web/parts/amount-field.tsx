/** A number above nothing: hours, or yuan. */
import { Field } from '@liren/web'

type Props = {
  readonly label: string
  readonly value: string
  readonly error?: string | undefined
  readonly step?: string
  readonly onChange: (value: string) => void
}

export const AmountField = ({ onChange, ...of }: Props) => (
  <Field {...of} type="number" inputMode="decimal" min={0} onChange={(event) => onChange(event.target.value)} />
)
