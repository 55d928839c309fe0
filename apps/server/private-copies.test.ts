/** 一数一源 over the whole house: a table that keeps what a register holds says here why; a new one without a reason is refused. */
import { host } from '@liren/testing'
import { expect, test } from 'vitest'
import { loadModules, readPreset } from './preset.ts'

/** Columns that hold what the registers of people, territory and identity hold. Marks and sealed values are no copies to be read. */
const shared =
  /(^|_)(identity_number|id_number|id_card|full_name|person_name|phone|mobile|born_on|birth_on|birth_date|birthday|hukou|home_address|credit_code|legal_person)(_|$)/
const unreadable = /(_fingerprint|_print|_hash|_mark|_key|_sealed|_masked|_last4)$|^(sealed|masked)_|(^|_)(is|has)_/

/** Whose they are: the register itself. */
const registers: readonly string[] = ['people_persons', 'people_private', 'people_enterprises']

/** `table.column`: why it stands beside the register. */
const reasons: Readonly<Record<string, string>> = {
  'identity_accounts.credit_code': 'an enterprise signs in by it before the register knows the enterprise',
  'identity_contracts.credit_code': 'a firm under contract with a district need not stand in its register',
  'identity_link_tickets.credit_code': 'what a platform told of a log-in under way, for some minutes',
  'organisation_members.phone': 'the telephone of a post, published with its duties; not the one somebody has at home',
  'organisation_units.phone': 'the telephone of an office',
  'people_vouchers.credit_code':
    'the word of a platform about somebody the register does not know yet, for thirty days',
}

test('no module keeps a fact of the registers for itself without saying why, and no reason outlives its column', async () => {
  const town = await host(await loadModules(readPreset('yuexiu')))
  try {
    const { rows } = await town.owner.query<{ tableName: string; columnName: string }>(
      `select table_name as "tableName", column_name as "columnName" from information_schema.columns
       where table_schema = 'liren' order by 1, 2`,
    )
    const found = rows
      .filter(({ tableName }) => !registers.includes(tableName))
      .filter(({ columnName }) => shared.test(columnName) && !unreadable.test(columnName))
      .map(({ tableName, columnName }) => `${tableName}.${columnName}`)
    expect(rows.length).toBeGreaterThan(500)
    expect(found).toEqual(Object.keys(reasons).sort())
  } finally {
    await town.close()
  }
}, 120_000)
