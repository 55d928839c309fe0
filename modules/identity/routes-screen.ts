/** Letting a screen in by phone (扫码登录): the screen shows a code, the phone that is signed in looks at it and confirms. */
import { At, Type } from '@liren/contract'
import { closed, Entered } from './fields.ts'

/** What the square says: 256 random bits. */
const ScreenCode = Type.Object({ code: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }, closed)

export const screenRoutes = {
  askScreen: {
    method: 'POST',
    path: '/screens',
    may: 'anyone',
    perMinute: 120,
    summary: 'A screen asks to be let in: the square to show, the number to compare, and how long both hold',
    body: Type.Object({ isKiosk: Type.Boolean() }, closed),
    reply: Type.Object({ url: Type.String(), number: Type.String(), expiresAt: At }),
  },
  awaitScreen: {
    method: 'GET',
    path: '/screens/mine',
    may: 'anyone',
    summary: 'How it stands with the square this browser shows',
    reply: Type.Object({ state: Type.Enum(['waiting', 'seen', 'confirmed', 'refused', 'over']) }),
  },
  enterScreen: {
    method: 'POST',
    path: '/screens/entry',
    may: 'anyone',
    perMinute: 120,
    summary: 'Enters as whoever confirmed; only the browser that asked can, and once',
    reply: Entered,
  },
  lookAtScreen: {
    method: 'POST',
    path: '/screens/:code/look',
    may: 'signed-in',
    perMinute: 60,
    summary: 'Where one is about to sign in: the device, whether it is a public kiosk, and since when it waits',
    params: ScreenCode,
    reply: Type.Object({ device: Type.String(), isKiosk: Type.Boolean(), askedAt: At, expiresAt: At }),
  },
  decideScreen: {
    method: 'POST',
    path: '/screens/:code/decision',
    may: 'signed-in',
    perMinute: 60,
    summary: 'Lets the screen in as oneself, by the number it shows, or not; a wrong number ends it',
    params: ScreenCode,
    body: Type.Object({ isLetIn: Type.Boolean(), number: Type.Optional(Type.String({ pattern: '^\\d{2}$' })) }, closed),
  },
} as const
