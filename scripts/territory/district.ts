/** The shape of what one writes down about a district before its map is drawn. */

/** What is known about a district before drawing. */
export type District = {
  readonly preset: string
  readonly seed: number
  readonly district: readonly [code: string, name: string]
  readonly squareKilometres: number
  readonly cells: number
  readonly residents: number
  readonly dwellings: number
  readonly buildingsAtDemo: number
  readonly urbanRuralCode: string
  readonly outline: readonly (readonly [lon: number, lat: number])[]
  /** The stems make the names of communities; one with a star is a village. */
  readonly subdistricts: readonly (readonly [
    name: string,
    number: number,
    weight: number,
    lon: number,
    lat: number,
    communities: number,
    stems: string,
  ])[]
  readonly landmarks: readonly (readonly [name: string, lon: number, lat: number, aliases: string])[]
  readonly roads: readonly string[]
}
