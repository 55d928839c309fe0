/** 合同 Agreements with firms outside: concluded, prolonged, ended; whoever signs in under one is let in as long as it runs. */
import { AreaCode, Id, Nullable, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { partnerKinds } from './contract-term.ts'
import { closed, Params } from './fields.ts'
import { Role } from './shapes.ts'

const text = (maxLength: number, minLength = 2) => Type.String({ minLength, maxLength })
const About = {
  kind: Type.Enum([...partnerKinds]),
  partner: text(80),
  creditCode: Type.String({ minLength: 18, maxLength: 18 }),
  number: text(60, 1),
  /** What for: what the firm does here and what it may see. */
  purpose: text(300),
  roles: Type.Array(Role, { minItems: 1, maxItems: 6 }),
  areaCode: AreaCode,
  fromOn: On,
  untilOn: On,
}

export type ContractLine = Static<typeof ContractLine>
export const ContractLine = Type.Object({
  id: Id,
  ...About,
  state: Type.Enum(['coming', 'running', 'over']),
  accounts: Type.Integer(),
  endReason: Nullable(Type.String()),
})

export type UncontractedAccount = Static<typeof UncontractedAccount>
export const UncontractedAccount = Type.Object({
  id: Id,
  loginName: Type.String(),
  displayName: Type.String(),
  areaCode: Nullable(AreaCode),
  isActive: Type.Boolean(),
  roles: Type.Array(Role),
})

export const contractRoutes = {
  contracts: {
    method: 'GET',
    path: '/contracts',
    may: 'contract.read',
    query: Type.Object({ ...PageQuery, state: Type.Optional(Type.Enum(['coming', 'running', 'over'])) }, closed),
    reply: Page(ContractLine),
  },
  uncontracted: {
    method: 'GET',
    path: '/contracts/accounts-without',
    may: 'contract.read',
    summary: 'Third parties from before there were contracts: they keep what they hold and get nothing more',
    query: Type.Object(PageQuery, closed),
    reply: Page(UncontractedAccount),
  },
  contractsOfUnit: {
    method: 'GET',
    path: '/units/:id/contracts',
    may: 'contract.own',
    summary: 'Contracts under which accounts of my own unit live, the latest to end first',
    params: Params,
    reply: Type.Object({ items: Type.Array(ContractLine) }),
  },
  concludeContract: {
    method: 'POST',
    path: '/contracts',
    may: 'contract.conclude',
    status: 201,
    body: Type.Object(About, closed),
    reply: ContractLine,
  },
  prolongContract: {
    method: 'PUT',
    path: '/contracts/:id/end-day',
    may: 'contract.conclude',
    params: Params,
    body: Type.Object({ untilOn: On }, closed),
    reply: ContractLine,
  },
  endContract: {
    method: 'POST',
    path: '/contracts/:id/end',
    may: 'contract.conclude',
    summary: 'Ends it today; whoever is signed in under it is out at once',
    params: Params,
    body: Type.Object({ reason: text(200) }, closed),
    reply: ContractLine,
  },
} as const
