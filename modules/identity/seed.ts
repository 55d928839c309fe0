/** Demo people of every role, read from the preset. Never in production: their password is printed in the handbook. */
import { configOf, type Preset, type Seed } from '@liren/kernel'
import type { AccountKind, Role } from './contract.ts'
import { personaOf } from './persona.ts'
import { createAccount } from './server/port.ts'

export const demoPassword = 'Liren-demo-2026'

/** One line of `identity/accounts.json`. `unit` is the organisation's code, `unitId` the id that follows from it. */
export type DemoAccount = {
  /** Fixed, so that seeds of other modules can name the account. */
  readonly id: string
  readonly loginName: string
  readonly displayName: string
  readonly kind: AccountKind
  readonly area: string
  readonly phone?: string
  readonly unit?: string
  readonly unitId?: string
  readonly roles: readonly { readonly role: Role; readonly area: string; readonly isUnitOnly?: boolean }[]
  /** Printed at start, so that a newcomer meets every role without a search. */
  readonly isShown?: boolean
  readonly what: { readonly 'zh-CN': string; readonly en: string }
}

const path = 'identity/accounts.json'
const read = async (preset: Preset) =>
  preset.has(path) ? (await preset.read<{ accounts: DemoAccount[] }>(path)).accounts : []

/** Log-ins to print when the server of a demo district starts. */
export const demoLogins = async (preset: Preset) =>
  (await read(preset))
    .filter(({ isShown }) => isShown)
    .map(({ loginName, displayName, what, roles }) => ({
      loginName,
      name: displayName,
      role: what['zh-CN'],
      board: personaOf(roles.map(({ role }) => role)),
      password: demoPassword,
    }))

export const seed: Seed = async (work, preset) => {
  if (configOf(work).mode === 'production') {
    work.log.warn('demo accounts are not made in production', { preset: preset.name })
    return
  }
  const accounts = await read(preset)
  let done = 0
  for (const { id, loginName, displayName, kind, area, phone, unitId, roles } of accounts) {
    await createAccount(
      work,
      {
        id,
        loginName,
        displayName,
        kind,
        areaCode: area,
        unitId: unitId ?? null,
        ...(phone ? { phone } : {}),
        password: demoPassword,
        roles: roles.map((one) => ({
          role: one.role,
          area: one.area,
          unitId: one.isUnitOnly ? (unitId ?? null) : null,
        })),
      },
      true,
    )
    done += 1
    preset.progress('identity accounts', done, accounts.length)
  }
}
