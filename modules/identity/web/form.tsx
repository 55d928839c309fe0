/** A form that stays on its page when it is sent, its fields evenly apart. */
import type { ReactNode } from 'react'
import './form.css'

export const Form = ({ onSend, children }: { onSend: () => void; children: ReactNode }) => (
  <form
    className="identity-form"
    onSubmit={(event) => {
      event.preventDefault()
      onSend()
    }}
  >
    {children}
  </form>
)
