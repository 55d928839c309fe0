/** Levels (区 → 街道 → 社区): what is taken up above a community stands for everybody below it, until one decides for itself. */
import { areaPrefix } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'

/** An area above communities. */
export const isLevel = (area: string) => area.length === 12 && area.endsWith('000')

/** The area itself, and every one around it. */
export const around = (area: string): readonly string[] => [
  ...new Set([
    area,
    `${area.slice(0, 9)}000`,
    `${area.slice(0, 6)}000000`,
    `${area.slice(0, 4)}00000000`,
    `${area.slice(0, 2)}0000000000`,
  ]),
]

/** The same for an area that stands in a column. */
export const aroundOf = (area: RawBuilder<unknown>) =>
  sql`array[${area}, left(${area}, 9) || '000', left(${area}, 6) || '000000', left(${area}, 4) || '00000000', left(${area}, 2) || '0000000000']`

/** Of several uses around a place the one that counts: what is due from above first, then the nearest. */
export const nearestFirst = sql`(is_on and mandate is not null) desc, area_code desc`

/** Records that a use at this place answers for: its own, and above communities those of whoever has no use of its own. */
export const inReach = (area: string) =>
  isLevel(area)
    ? sql`(area_code like ${`${areaPrefix(area)}%`} and not exists (select from tool_library_uses nearer
        where nearer.tool_id = tool_library_records.tool_id and nearer.area_code <> ${area} and nearer.area_code like ${`${areaPrefix(area)}%`}
          and tool_library_records.area_code like regexp_replace(nearer.area_code, '(000)+$', '') || '%'))`
    : sql`area_code = ${area}`
