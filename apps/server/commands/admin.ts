/** `liren admin first`: the first administrators of a district, made at the machine while there are none. */
import { type FirstAdministrator, makeFirstAdministrators } from '@liren/identity/first-administrators'
import { configuration, openDistrict } from '../district.ts'
import { print } from '../output.ts'
import { readPreset } from '../preset.ts'

/** `wang` or `wang=王启明`. */
const personOf = (role: FirstAdministrator['role'], said: string): FirstAdministrator => {
  const [loginName = '', ...rest] = said.split('=')
  return { role, loginName: loginName.trim(), displayName: rest.join('=').trim() || loginName.trim() }
}

export const firstAdministrators = async (options: {
  readonly system: string
  readonly security: string
  readonly audit?: string
  readonly preset?: string
  readonly json?: boolean
}): Promise<void> => {
  const config = configuration({ LIREN_PRESET: options.preset })
  const { area } = readPreset(config.preset)
  if (area === null)
    throw new Error(`The preset ${config.preset} names no district (area): administrators hold their roles there.`)
  const opened = await openDistrict(config, { isWorking: false })
  try {
    const people = [
      personOf('systemAdmin', options.system),
      personOf('securityAdmin', options.security),
      ...(options.audit ? [personOf('auditAdmin', options.audit)] : []),
    ]
    const made = await opened.host.act('identity', 'first-administrators', (work) =>
      makeFirstAdministrators(work, { area, people }),
    )
    print(
      options.json ?? false,
      { administrators: made },
      [
        'Hand each password over in person; it is shown this once, has to be changed at the first log-in, and a second factor is set up there:',
        ...made.map((one) => `  ${one.role.padEnd(14)} ${one.loginName.padEnd(20)} ${one.firstPassword}`),
      ].join('\n'),
    )
  } finally {
    await opened.close()
  }
}
