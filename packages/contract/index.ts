/** Floor 1: the language in which modules describe themselves. Runs anywhere, knows nothing of servers or screens. */
export { type Static, type TSchema, Type } from 'typebox'
export { createClient, type Problem, Refused, type Transport, urlOf } from './client.ts'
export {
  type Answered,
  type Contract,
  type ContractSpec,
  defineContract,
  type EventName,
  type Fact,
  type Input,
  type Method,
  type PortOf,
  type PortType,
  port,
  type RefusalCode,
  type Reply,
  type RouteName,
  type RouteOf,
  type RouteSpec,
  type Sent,
} from './contract.ts'
export { AreaCode, At, Id, Nullable, On, Page, PageQuery, Personal, Place } from './schema.ts'
