/** What administrators decide about the organisation. */
import { On, Type } from '@liren/contract'

export const platform = Type.Object({
  /** Rest days and make-up working days beyond the published ones. */
  restDays: Type.Array(On, { default: [] }),
  workDays: Type.Array(On, { default: [] }),
  /** The last step of a 特急 call. */
  emergencyUnitCode: Type.String({ maxLength: 64, default: 'D-YJ' }),
})
