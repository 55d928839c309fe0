/** Where the words say it is 地标定位: a stored door, landmark or estate they name, slips of the pen forgiven; with its cell, and why. */
import type { Work } from '@liren/kernel'
import { type Address, territory } from '@liren/territory/contract'
import type { triage } from '../contract.ts'
import type { SaidPlace, Why } from '../shapes.ts'
import { nearlyIn } from '../sorting/nearly.ts'
import type { Known } from './known.ts'
import { saidFrom } from './said.ts'

/** A street runs through many cells: its name says of none that it is this one. */
const pointed: readonly Address['kind'][] = ['door', 'landmark', 'estate']
/** Where it is stands near the beginning. */
const read = 300
const most = 3

/** The name by which the text calls a place. */
const calledIn = (text: string, { name, aliases, text: whole }: Address) =>
  [whole, name, ...aliases].filter((one) => text.includes(one)).sort((a, b) => b.length - a.length)[0] ?? name

/** Of what was found, what is meant as likely as the first: of its kind, under as long a name, in another cell. */
const likeFirst = (text: string, found: readonly Address[]) => {
  const [first] = found
  if (!first) return []
  const length = calledIn(text, first).length
  const alike = found.filter((one) => one.kind === first.kind && calledIn(text, one).length === length)
  return alike.filter(({ cellCode }, n) => alike.findIndex((one) => one.cellCode === cellCode) === n).slice(0, most)
}

/**
 * Best first, at most three, one for each cell. Places of the area go before those elsewhere, which say so.
 * @param area where the reporter said it is, if anything.
 */
export const placesSaid = async (
  work: Work<typeof triage>,
  { dictionary }: Known,
  said: string,
  area: string | null,
): Promise<SaidPlace[]> => {
  const text = dictionary.written(said.slice(0, read))
  if (text.length < 2) return []
  const map = work.use(territory)
  const named = async (words: string) => {
    const within = area === null ? [] : await map.placesNamedIn({ text: words, area, limit: 8 })
    const near = within.filter(({ kind }) => pointed.includes(kind))
    if (near.length > 0) return near
    return (await map.placesNamedIn({ text: words, limit: 8 })).filter(({ kind }) => pointed.includes(kind))
  }
  const exact = await named(text)
  const nearly = exact.length > 0 ? null : nearlyIn(text, dictionary.places)
  const words = nearly?.name ?? text
  const found = likeFirst(words, nearly ? await named(nearly.name) : exact)
  const cells = await map.areaNames(found.map(({ cellCode }) => cellCode))
  return found.map((one) => {
    const called = calledIn(words, one)
    const isElsewhere = area !== null && !one.cellCode.startsWith(area.replace(/(000)+$/, ''))
    const reasons: Why[] = [
      nearly
        ? { key: 'writtenFor', facts: { written: nearly.asWritten, name: nearly.name } }
        : { key: 'named', facts: { name: called } },
      ...(called !== one.name && called !== one.text ? [{ key: 'thatIs', facts: { name: one.name } }] : []),
      ...(isElsewhere ? [{ key: 'otherCommunity', facts: {} }] : []),
    ]
    const { name, text: whole, cellCode, communityCode, communityName, lon, lat } = one
    const cellName = cells.get(cellCode) ?? cellCode
    const why = saidFrom(work, reasons)
    return { name, text: whole, cellCode, cellName, communityCode, communityName, lon, lat, why, reasons }
  })
}
