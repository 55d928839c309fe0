/** What an operator may set: background tiles for the map, off by default so that it works without the internet. */
import { Type } from '@liren/contract'

export const PlatformSettings = Type.Object(
  {
    /** 天地图 key; empty draws the map without tiles. */
    tiandituKey: Type.String({ maxLength: 64, pattern: '^[0-9a-f]*$', default: '' }),
  },
  { additionalProperties: false },
)
