/** What an administrator decides about triage. Everything that acts by itself is off until somebody turns it on. */
import { type Static, Type } from '@liren/contract'

const Source = Type.String({ maxLength: 30 })

export const PlatformSettings = Type.Object({
  /** `off` only sorts when asked; `suggest` proposes; `auto` also forwards what it is sure of. */
  forwarding: Type.Enum(['off', 'suggest', 'auto'], { default: 'suggest' }),
  undoMinutes: Type.Integer({ minimum: 0, maximum: 240, default: 30 }),
  /** Public reports of these sources are always verified on the spot first. */
  verifiedAlways: Type.Array(Source, { default: [] }),
  /** Of these only where neither a place nor a photo shows what is meant. */
  verifiedInDoubt: Type.Array(Source, { default: ['snap', 'merchant'] }),
  alikeDays: Type.Integer({ minimum: 1, maximum: 90, default: 14 }),
  /** A language model behind an endpoint that speaks the OpenAI protocol; it only drafts replies. */
  assistant: Type.Enum(['off', 'on'], { default: 'off' }),
  assistantBase: Type.String({ default: '', maxLength: 300, isKey: true }),
  assistantModel: Type.String({ default: '', maxLength: 100 }),
  assistantKey: Type.String({ default: '', maxLength: 600, secret: true }),
  assistantSeconds: Type.Integer({ minimum: 1, maximum: 30, default: 8 }),
})
export type PlatformSettings = Static<typeof PlatformSettings>
