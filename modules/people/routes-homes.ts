/** Routes about households, dwellings and enterprises. */
import { AreaCode, Id, On, Page, PageQuery, Personal, Type } from '@liren/contract'
import { DwellingTie, Enterprise, EnterpriseHandler, Household, object, Person, text } from './shapes.ts'

const byId = object({ id: Id })
const area = Type.Optional(AreaCode)

export const homeRoutes = {
  createHousehold: {
    method: 'POST',
    path: '/households',
    may: 'household.change',
    body: object({ areaCode: AreaCode, dwellingId: Type.Optional(Id), headPersonId: Id }),
    reply: Household,
    status: 201,
  },
  readHousehold: { method: 'GET', path: '/households/:id', may: 'person.read', params: byId, reply: Household },
  addHouseholdMember: {
    method: 'POST',
    path: '/households/:id/members',
    may: 'household.change',
    params: byId,
    body: object({ personId: Id, relation: text(20), isHead: Type.Optional(Type.Boolean()) }),
    reply: Household,
  },
  removeHouseholdMember: {
    method: 'DELETE',
    path: '/households/:id/members/:personId',
    may: 'household.change',
    params: object({ id: Id, personId: Id }),
    reply: Household,
  },

  readDwelling: {
    method: 'GET',
    path: '/dwellings/:dwellingId',
    may: 'person.read',
    params: object({ dwellingId: Id }),
    reply: Type.Object({ ties: Type.Array(DwellingTie), residents: Type.Array(Person) }),
  },
  addDwellingTie: {
    method: 'POST',
    path: '/dwellings/:dwellingId/ties',
    may: 'dwelling-tie.change',
    params: object({ dwellingId: Id }),
    body: object({
      personId: Type.Optional(Id),
      enterpriseId: Type.Optional(Id),
      tie: Type.Enum(['owner', 'resident', 'tenant']),
      shareNumerator: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })),
      shareDenominator: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })),
      sinceOn: Type.Optional(On),
    }),
    reply: DwellingTie,
    status: 201,
  },
  endDwellingTie: {
    method: 'POST',
    path: '/dwelling-ties/:id/ends',
    may: 'dwelling-tie.change',
    params: byId,
    reply: DwellingTie,
  },

  listEnterprises: {
    method: 'GET',
    path: '/enterprises',
    may: 'enterprise.read',
    query: object({ ...PageQuery, area, text: Type.Optional(text(60)) }),
    reply: Page(Enterprise),
  },
  readEnterprise: {
    method: 'GET',
    path: '/enterprises/:id',
    may: 'enterprise.read',
    params: byId,
    reply: Type.Object({ enterprise: Enterprise, handlers: Type.Array(EnterpriseHandler) }),
  },
  registerEnterprise: {
    method: 'POST',
    path: '/enterprises',
    may: 'enterprise.change',
    body: object({
      name: text(120),
      creditCode: text(30),
      areaCode: AreaCode,
      legalPersonId: Type.Optional(Id),
      address: Type.Optional(text(300)),
    }),
    reply: Enterprise,
    status: 201,
  },
  /** The legal person (法定代表人) or the community office lets someone act for the enterprise. */
  authoriseHandler: {
    method: 'POST',
    path: '/enterprises/:id/handlers',
    may: 'signed-in',
    params: byId,
    body: object({
      /** Either who it is, or the name and phone under which the register knows them. */
      personId: Type.Optional(Id),
      fullName: Type.Optional(Personal(text(50))),
      phone: Type.Optional(Personal(text(20))),
      scopes: Type.Array(text(60), { minItems: 1, maxItems: 20 }),
      expiresOn: On,
    }),
    reply: EnterpriseHandler,
    status: 201,
  },
  withdrawHandler: {
    method: 'DELETE',
    path: '/enterprises/:id/handlers/:handlerId',
    may: 'signed-in',
    params: object({ id: Id, handlerId: Id }),
  },
} as const
