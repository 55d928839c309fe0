/** Short messages that pass by at the foot of the screen and are read aloud by screen readers. */
import { cell, useCell } from './cell.ts'
import { problemOf } from './client.ts'
import { look } from './look.ts'
import { wordFor } from './words.ts'

export type ToastMessage = { readonly id: number; readonly tone: 'plain' | 'good' | 'bad'; readonly text: string }

const messages = cell<readonly ToastMessage[]>([])
let serial = 0

/** Shows a message for a few seconds; a bad one stays longer. */
export const toast = (text: string, tone: ToastMessage['tone'] = 'plain') => {
  const id = ++serial
  messages.set([...messages.get().slice(-2), { id, tone, text }])
  const seconds = (tone === 'bad' ? 8 : 4) * (look.get().elder ? 2 : 1)
  setTimeout(() => messages.set(messages.get().filter((one) => one.id !== id)), seconds * 1000)
}

/** What to tell a person about anything thrown: the refusal's own words, or that the network is away. */
export const explain = (thrown: unknown): string => {
  const problem = problemOf(thrown)
  const own = (key: string) => wordFor(key, 'web', look.get().locale) ?? key
  if (problem) return problem.title
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') return own('error.full')
  const isAway =
    thrown instanceof DOMException ||
    (thrown instanceof TypeError && /fetch|network|load failed|import/i.test(thrown.message))
  return own(isAway ? 'error.unreachable' : 'error.bug')
}

/** Shows why something did not work. */
export const toastProblem = (thrown: unknown) => toast(explain(thrown), 'bad')

/** The place where messages appear; drawn once by each shell, and by every open sheet. */
export const Toasts = () => {
  const shown = useCell(messages)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, tone, text }) => (
        <p key={id} className={`toast toast-${tone}`}>
          {text}
        </p>
      ))}
    </div>
  )
}
