/** The areas a reader may look at, for the switcher of every board: district, subdistricts, communities. */
import { type AreaChoice, askUrl } from '@liren/web'

const listed = async (level: AreaChoice['level']) => {
  const { items } = await askUrl<{ items: readonly AreaChoice[] }>(`/api/territory/areas?level=${level}&limit=500`)
  return items.map(({ code, name }) => ({ code, name, level }))
}

const findAreas = async (): Promise<readonly AreaChoice[]> =>
  (await Promise.all([listed('district'), listed('subdistrict'), listed('community')])).flat()
export default findAreas
