/** Floor 3: one line starts modules on a real database, with people to act and a clock to turn. */
export { host, type Person, type Town, type TownOptions, type Who } from './town.ts'
