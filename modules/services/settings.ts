/** What a district and its communities decide about services for themselves. */
import { Type } from '@liren/contract'

const whole = (fallback: number, minimum: number, maximum: number) =>
  Type.Integer({ default: fallback, minimum, maximum })

export const platformSettings = Type.Object({
  /** Below this share of the people it should reach, an item counts as under-used. */
  underUsePercent: whole(30, 0, 100),
  draftDays: whole(30, 1, 365),
  /** Working days within which what was allowed to follow must be here. */
  laterWorkDays: whole(10, 1, 60),
  /** Days within which a promise drawn by lot is checked. */
  promiseCheckDays: whole(60, 1, 365),
  /** 低保标准 Minimum living standard of the city, yuan a head and month. */
  dibaoLine: Type.Number({ default: 1278, minimum: 0, maximum: 100_000 }),
  /** Code of the item whose approved applicants are given public-welfare posts. */
  postItem: Type.String({ default: 'SQ-024', pattern: '^[A-Za-z0-9][A-Za-z0-9-]{2,39}$' }),
  appealText: Type.String({
    default: '如不服本决定，可以自收到本决定之日起六十日内依法申请行政复议，或者六个月内依法提起行政诉讼。',
    maxLength: 400,
  }),
})
