/** `liren seed`: lays down a preset's reference and demo data; what was seeded before stays as it is. */
import { configuration, openDistrict, seedDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'

export const seed = async (options: {
  readonly preset?: string
  readonly scale?: string
  readonly json?: boolean
}): Promise<void> => {
  const config = configuration({ LIREN_PRESET: options.preset })
  const opened = await openDistrict(config, { isWorking: false })
  try {
    const scale = options.scale === 'full' ? 'full' : 'demo'
    const seeded = await seedDistrict(opened, scale, progressLine())
    await opened.host.settle()
    print(
      options.json ?? false,
      { preset: opened.file.name, scale, seeded },
      seeded.length > 0 ? `Seeded: ${seeded.join(', ')}` : 'Everything was seeded already.',
    )
  } finally {
    await opened.close()
  }
}
