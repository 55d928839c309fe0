/** A town whose communities borrow tools from one another’s library. */
import catalogue from '@liren/catalogue/server'
import files from '@liren/files/server'
import forms from '@liren/forms/server'
import identity from '@liren/identity/server'
import type { Grant } from '@liren/kernel'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import type { ToolDocument } from '../document/document.ts'
import type { LibraryWork } from '../server/edition.ts'
import { installBytes } from '../server/install.ts'
import module from '../server/module.ts'
import { bytesOf } from './sample.ts'

export const here = '440104001001'
export const there = '440104001002'
export const far = '440104002001'
const grant = (role: string, area: string): Grant => ({ role, area, unitId: null })

export const openTown = async () => {
  const town = await host([
    territory,
    organisation,
    identity,
    people,
    files,
    notices,
    matters,
    catalogue,
    forms,
    module,
  ])
  const as = (role: string, area: string, id?: string) => town.as({ roles: [grant(role, area)], ...(id ? { id } : {}) })
  return {
    town,
    resident: (area = here, id?: string) => as('resident', area, id),
    worker: (area = here) => as('communityWorker', area),
    admin: (area = here, id?: string) => as('communityAdmin', area, id),
    keeper: () => as('dataSteward', '440104000000'),
    /** As the operator does it from the preset. */
    install: (document: ToolDocument, homeArea: string | null = here) => install(town, document, homeArea),
  }
}

const install = (town: Town, document: ToolDocument, homeArea: string | null) =>
  town.work(module, (work) =>
    installBytes(work as unknown as LibraryWork, bytesOf(document), { homeArea, mayBeUnsigned: true }),
  )
