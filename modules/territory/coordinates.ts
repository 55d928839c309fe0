/** Coordinate systems: GCJ-02 (phones and web maps in China) and BD-09 (Baidu) to CGCS2000 and back. Pure formulas. */

export type Crs = 'cgcs2000' | 'gcj02' | 'bd09'
export type LonLat = { readonly lon: number; readonly lat: number }

const semiMajor = 6378245
const eccentricitySquared = 0.006693421622965943
const radians = Math.PI / 180

/** GCJ-02 shifts nothing outside this frame. */
const isShifted = ({ lon, lat }: LonLat) => lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271

const wave = (x: number, ...terms: readonly (readonly [weight: number, turn: number])[]) =>
  terms.reduce((sum, [weight, turn]) => sum + (weight * Math.sin(x * turn * Math.PI) * 2) / 3, 0)

const shift = ({ lon, lat }: LonLat): LonLat => {
  const x = lon - 105
  const y = lat - 35
  const root = Math.sqrt(Math.abs(x))
  const common = wave(x, [20, 6], [20, 2])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    common +
    wave(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    common +
    wave(x, [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30])
  const magic = 1 - eccentricitySquared * Math.sin(lat * radians) ** 2
  return {
    lon: east / ((semiMajor / Math.sqrt(magic)) * Math.cos(lat * radians) * radians),
    lat: north / (((semiMajor * (1 - eccentricitySquared)) / (magic * Math.sqrt(magic))) * radians),
  }
}

export const toGcj02 = (point: LonLat): LonLat => {
  if (!isShifted(point)) return { lon: point.lon, lat: point.lat }
  const by = shift(point)
  return { lon: point.lon + by.lon, lat: point.lat + by.lat }
}

/** The published formula has no inverse; a fixed-point search reaches a micrometre in a few rounds. */
export const fromGcj02 = (point: LonLat): LonLat => {
  if (!isShifted(point)) return { lon: point.lon, lat: point.lat }
  let { lon, lat } = point
  for (let round = 0; round < 12; round++) {
    const there = toGcj02({ lon, lat })
    const east = point.lon - there.lon
    const north = point.lat - there.lat
    lon += east
    lat += north
    if (Math.abs(east) < 1e-11 && Math.abs(north) < 1e-11) break
  }
  return { lon, lat }
}

const turn = (Math.PI * 3000) / 180

export const gcj02ToBd09 = ({ lon, lat }: LonLat): LonLat => {
  const distance = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * turn)
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * turn)
  return { lon: distance * Math.cos(angle) + 0.0065, lat: distance * Math.sin(angle) + 0.006 }
}

export const bd09ToGcj02 = (point: LonLat): LonLat => {
  let lon = point.lon - 0.0065
  let lat = point.lat - 0.006
  for (let round = 0; round < 12; round++) {
    const there = gcj02ToBd09({ lon, lat })
    lon += point.lon - there.lon
    lat += point.lat - there.lat
  }
  return { lon, lat }
}

/** Any of the three systems to CGCS2000 (≈ WGS-84), in which everything is stored and compared. */
export const toCgcs2000 = (point: LonLat & { readonly crs?: Crs | undefined }): LonLat =>
  point.crs === 'gcj02'
    ? fromGcj02(point)
    : point.crs === 'bd09'
      ? fromGcj02(bd09ToGcj02(point))
      : { lon: point.lon, lat: point.lat }

export const fromCgcs2000 = (point: LonLat, crs: Crs): LonLat =>
  crs === 'gcj02' ? toGcj02(point) : crs === 'bd09' ? gcj02ToBd09(toGcj02(point)) : { lon: point.lon, lat: point.lat }

/** Metres between two points a few kilometres apart (equirectangular; better than 0.1 % within a district). */
export const metresBetween = (a: LonLat, b: LonLat) => {
  const middle = ((a.lat + b.lat) / 2) * radians
  return Math.hypot((b.lon - a.lon) * 111_319.49 * Math.cos(middle), (b.lat - a.lat) * 110_874)
}
