/** The first administrators of a district, made at the machine: after them every role takes two administrators, and this door is shut. */
import { uuidv7, type Work } from '@liren/kernel'
import { administratorRoles } from '../grant.ts'
import { firstPassword } from './first-password.ts'
import { hashPassword } from './secret-hash.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'

export type FirstAdministrator = {
  readonly role: (typeof administratorRoles)[number]
  readonly loginName: string
  readonly displayName: string
}

export type MadeAdministrator = FirstAdministrator & { readonly accountId: string; readonly firstPassword: string }

/**
 * Makes accounts with a password that has to be changed at the first log-in; a second factor is asked for there too.
 * @param area the district's own code, where the roles hold
 * @throws Error where somebody holds one of the three roles, a login name is taken, unfit or named twice, or the area is no district
 */
export const makeFirstAdministrators = async (
  work: Pick<Work, 'db' | 'now' | 'audit'>,
  { area, people }: { readonly area: string; readonly people: readonly FirstAdministrator[] },
): Promise<readonly MadeAdministrator[]> => {
  // One at a time: two operators at two machines would each find nobody.
  const rows = await grantsStore(work.db).holdersAlone(administratorRoles)
  if (rows.length > 0)
    throw new Error(
      `This district has administrators (${rows.map(({ role, count }) => `${count} ${role}`).join(', ')}): further ones are asked for and approved under 账号 / 授权审批.`,
    )
  const names = people.map(({ loginName }) => loginName.toLowerCase())
  if (new Set(names).size !== names.length)
    throw new Error('The administrators exclude one another: each needs a login name of its own.')
  const store = accountsStore(work.db)
  const made: MadeAdministrator[] = []
  for (const person of people) {
    if (!/^[A-Za-z0-9._-]{3,40}$/.test(person.loginName))
      throw new Error(`${person.loginName}: a login name has 3 to 40 letters, digits, dots, dashes or underscores.`)
    if ((await store.taken(person.loginName, null, null))?.login)
      throw new Error(`${person.loginName}: this login name is taken.`)
    const accountId = uuidv7()
    const password = firstPassword()
    await store.create(
      {
        id: accountId,
        loginName: person.loginName,
        displayName: person.displayName,
        kind: 'staff',
        areaCode: area,
        passwordHash: await hashPassword(password),
        mustChangePassword: true,
        roles: [{ role: person.role, area }],
      },
      work.now,
    )
    work.audit({ object: `account:${accountId}`, area, facts: { role: person.role, atTheMachine: true } })
    made.push({ ...person, accountId, firstPassword: password })
  }
  return made
}
