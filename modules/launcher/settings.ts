/** What a community may set for its home page. */
import { Type } from '@liren/contract'
import { atMost, homeOrders } from './home.ts'

export const communitySettings = Type.Object({
  /** Doors on a home page 首页图标数; what comes behind them is found among all services. */
  tilesAtMost: Type.Integer({ minimum: 4, maximum: 16, default: atMost }),
  /** What stands first 首页排序: by whom things are for and what is used, or as the administrator put them. */
  homeOrder: Type.Enum([...homeOrders], { default: 'use' }),
})
