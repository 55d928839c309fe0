/** How credits and boards are reckoned: read by everybody, published by the district. */
import { On, Type } from '@liren/contract'
import { CreditFormula, FormulaVersion } from './credit-formula.ts'
import { Text } from './text.ts'

const closed = { additionalProperties: false } as const

export const formulaRoutes = {
  formulas: {
    method: 'GET',
    path: '/formulas',
    may: 'anyone',
    summary: 'Every version of the formula of credits and boards, the newest first, and which counts today',
    reply: Type.Object({
      items: Type.Array(FormulaVersion),
      counting: Type.Integer(),
      /** The first day for which a new one may be published. */
      earliestOn: On,
    }),
  },
  publishFormula: {
    method: 'POST',
    path: '/formulas',
    may: 'tool.keep',
    summary:
      'Publishes the next version; it counts seven days later at the earliest, and changes nothing that was credited before',
    status: 201,
    body: Type.Object(
      {
        formula: CreditFormula,
        because: Text(300, 2),
        effectiveOn: On,
        /** The newest version whoever publishes has seen. */
        follows: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
    reply: FormulaVersion,
  },
  withdrawFormula: {
    method: 'DELETE',
    path: '/formulas/:version',
    may: 'tool.keep',
    summary: 'Takes a version back that does not count yet; it stays to be read',
    params: Type.Object({ version: Type.String({ pattern: '^[1-9]\\d{0,5}$' }) }, closed),
  },
} as const
