/** Small drawn scenes for demo cases: the same street corner before and after. Nobody's photograph, a few kilobytes each. */
import sharp from 'sharp'

const street = (more: string, isNight = false) => `
<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360">
<rect width="480" height="360" fill="${isNight ? '#1d2733' : '#cfe3ee'}"/>
<rect y="40" width="150" height="190" fill="${isNight ? '#2c3440' : '#d9c7a8'}"/><rect x="165" y="70" width="140" height="160" fill="${isNight ? '#333b47' : '#c9d4c0'}"/>
<rect x="320" y="30" width="160" height="200" fill="${isNight ? '#29313c' : '#d8b9a5'}"/>
${[20, 70, 185, 240, 340, 400].map((x) => `<rect x="${x}" y="95" width="32" height="40" fill="${isNight ? '#f3d98a' : '#8fb0bf'}"/>`).join('')}
<rect y="230" width="480" height="40" fill="${isNight ? '#3b4048' : '#b9b2a6'}"/><rect y="270" width="480" height="90" fill="${isNight ? '#22262c' : '#6e7378'}"/>
${[20, 140, 260, 380].map((x) => `<rect x="${x}" y="312" width="70" height="6" fill="#e8e4d8"/>`).join('')}${more}</svg>`

const bags = [
  [90, 236, 30, '#2f3b36'],
  [130, 244, 34, '#3b3f4a'],
  [172, 240, 28, '#54624d'],
  [118, 216, 26, '#454f5b'],
  [205, 250, 22, '#7b5d3d'],
] as const
const bike = (x: number, y: number) =>
  `<g fill="none" stroke="#1e7b6e" stroke-width="5"><circle cx="${x}" cy="${y}" r="17"/><circle cx="${x + 48}" cy="${y}" r="17"/><path d="M${x} ${y} l20 -26 l28 26 M${x + 20} ${y - 26} l24 0"/></g>`
const post =
  '<rect x="232" y="60" width="8" height="200" fill="#555"/><rect x="215" y="52" width="60" height="10" rx="5" fill="#555"/>'
const hole = '<ellipse cx="240" cy="305" rx="58" ry="22" fill="#14171a"/>'
const lid =
  '<ellipse cx="240" cy="305" rx="58" ry="22" fill="#8b8f94" stroke="#55595e" stroke-width="5"/><path d="M195 305h90M240 288v34" stroke="#55595e" stroke-width="4"/>'
const tables = [80, 160, 250, 330]
  .map(
    (x) =>
      `<rect x="${x}" y="246" width="52" height="7" fill="#a04a2c"/><rect x="${x + 22}" y="253" width="7" height="30" fill="#7b3a22"/>`,
  )
  .join('')

const scenes: Readonly<Record<string, readonly [before: string, after: string]>> = {
  heap: [
    street(bags.map(([x, y, r, fill]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`).join('')),
    street(''),
  ],
  lamp: [
    street(post, true),
    street(
      `<path d="M220 62 L120 270 H380 L272 62Z" fill="#f7e7a6" opacity=".45"/>${post}<rect x="215" y="62" width="60" height="6" fill="#fff3c4"/>`,
      true,
    ),
  ],
  cover: [street(hole), street(lid)],
  water: [
    street('<path d="M0 262 Q60 250 120 262 T240 262 T360 262 T480 262 V360 H0Z" fill="#7d8f86" opacity=".92"/>'),
    street(''),
  ],
  bikes: [
    street([40, 110, 165, 240, 300, 370].map((x, n) => bike(x, 248 + (n % 2) * 14)).join('')),
    street(bike(20, 248) + bike(400, 248)),
  ],
  stall: [street(tables), street('')],
}

/** A scene as JPEG, or null where nobody drew it. */
export const drawScene = async (name: string, when: 'before' | 'after'): Promise<Uint8Array | null> => {
  const drawn = scenes[name]?.[when === 'before' ? 0 : 1]
  return drawn ? sharp(Buffer.from(drawn)).jpeg({ quality: 72 }).toBuffer() : null
}
