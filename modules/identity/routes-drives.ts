/** 宣传注册 A registration drive: what a community wants to reach by when, where its codes hang, and what came of each place and team; nobody is ranked. */
import { AreaCode, Nullable, On, type Static, Type } from '@liren/contract'
import { closed } from './fields.ts'

export const Source = Type.String({ pattern: '^[a-z0-9-]{1,30}$' })
const Word = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Here = Type.Object({ area: AreaCode }, closed)

export type DrivePoint = Static<typeof DrivePoint>
export const DrivePoint = Type.Object({
  areaCode: AreaCode,
  source: Source,
  /** Where the code hangs: 南门岗亭. */
  place: Type.String(),
  /** Who looks after it: a team or a unit, never a person's name. */
  team: Type.String(),
  url: Type.String(),
  visited: Type.Integer(),
  registered: Type.Integer(),
  isEnded: Type.Boolean(),
})

/** One community of the drive. */
export const DriveLine = Type.Object({
  areaCode: AreaCode,
  target: Nullable(Type.Object({ people: Type.Integer(), fromOn: On, untilOn: On })),
  /** Registered since the target's first day; without one, in the last thirty days. */
  registered: Type.Integer(),
  url: Type.String(),
})

export const driveRoutes = {
  drive: {
    method: 'GET',
    path: '/drives/:area',
    may: 'registration.read',
    summary:
      'Communities with targets and what was reached, and the places where codes hang; teams by name, never by number',
    params: Here,
    reply: Type.Object({ communities: Type.Array(DriveLine), points: Type.Array(DrivePoint) }),
  },
  setDriveTarget: {
    method: 'PUT',
    path: '/drives/:area/target',
    may: 'drive.run',
    params: Here,
    body: Type.Object({ people: Type.Integer({ minimum: 1, maximum: 1_000_000 }), fromOn: On, untilOn: On }, closed),
  },
  addDrivePoint: {
    method: 'POST',
    path: '/drives/:area/points',
    may: 'drive.run',
    status: 201,
    params: Here,
    body: Type.Object({ place: Word(40), team: Word(40) }, closed),
    reply: DrivePoint,
  },
  endDrivePoint: {
    method: 'DELETE',
    path: '/drives/:area/points/:source',
    may: 'drive.run',
    params: Type.Object({ area: AreaCode, source: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }, closed),
  },
} as const
