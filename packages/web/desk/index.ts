/** What desk pages are made of, beside antd itself. Never imported by phone pages. */

export { csvOf, saveText } from '../csv.ts'
export { type DecideAct, DecideDetail } from './decide-detail.tsx'
export { Columns, DeskPage, type Figure, Figures, Panel } from './desk-page.tsx'
export { Detail } from './detail.tsx'
export { changeSettings, useSettings } from './kernel-api.ts'
export { type Column, type Filter, FilterBar, ListTable, Rows } from './list-table.tsx'
export { Named } from './named.tsx'
export { useIsNarrow } from './narrow.ts'
export {
  AccountField,
  type AccountPick,
  AreaField,
  type AreaPick,
  CategoriesField,
  type CategoryPick,
  DwellingField,
  type DwellingPick,
  PersonField,
  type PersonPick,
  type PickedAccount,
  type PickedDwelling,
  type PickedPerson,
  UnitField,
  type UnitPick,
} from './pickers.tsx'
export { reachByKey } from './reach-by-key.ts'
export { RowCards } from './row-cards.tsx'
export { RuleSaid, type SaidFact } from './rule-said.tsx'
export { saveFile } from './save-file.ts'
export { type FieldSchema, SchemaForm } from './schema-form.tsx'
export { Waiting } from './waiting.tsx'
