/** Shapes used by every module: ids, area codes, pages, times; and the marks a field can carry. */
import { type Static, type TSchema, Type } from 'typebox'

/** A UUID. */
export const Id = Type.String({ format: 'uuid' })
/** An instant, ISO 8601 with offset (`…At`). */
export const At = Type.String({ format: 'date-time' })
/** A calendar day, `yyyy-MM-dd` (`…On`). */
export const On = Type.String({ format: 'date' })
/** A 12-digit statistical area code, or its 15-digit grid cell below it. */
export const AreaCode = Type.String({ pattern: '^\\d{12}(\\d{3})?$' })
/** Longitude and latitude in CGCS2000 (≈ WGS-84) degrees, with the accuracy in metres where known. */
export const Place = Type.Object(
  {
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    accuracyMetres: Type.Optional(Type.Number({ minimum: 0 })),
    crs: Type.Optional(Type.Enum(['cgcs2000', 'gcj02', 'bd09'])),
  },
  { additionalProperties: false },
)
export type Place = Static<typeof Place>

/** A value that may be null. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** Marks a field as personal: it can never be logged nor audited, and leaves in an export only with a stated ground. */
export const Personal = <T extends TSchema>(schema: T): T =>
  // Descriptors, not a spread: TypeBox keeps its own marks in hidden properties.
  Object.create(Object.prototype, {
    ...Object.getOwnPropertyDescriptors(schema),
    personal: { value: true, enumerable: true },
  }) as T
/** Query of a list paginated by key: `after` is the opaque `next` of the page before. */
export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}
/** A page of a list; `next` is null on the last page. Open lists are never counted exactly. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) })
