/** A form of a tool on its way to the server: whose tool, where, and what was filled in. */
import type { FormsPort, Since } from '@liren/forms/contract'

export type Filled = Parameters<FormsPort['submit']>[1] & object
export type Asking = {
  readonly toolId: string
  readonly body: {
    readonly id: string
    readonly area: string
    readonly process: string
    readonly submission: { readonly id: string; readonly filled: Filled; readonly since: Since }
  }
}

/** As it is sent: copies, since what is on the screen is never handed out. */
export const sendable = ({ answers, confirmed, reasons, refused, materials }: Filled): Filled => ({
  answers,
  confirmed: [...confirmed],
  reasons: { ...reasons },
  refused: [...refused],
  materials: { ...materials },
})
