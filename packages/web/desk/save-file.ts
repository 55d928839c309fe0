/** A file fetched as an act: a refusal can be answered on the page, where a plain link would show it instead of the page. */
import { type Problem, Refused } from '@liren/contract'
import { patientFetch } from '../client.ts'

/** Large tables take their time. */
const mostMs = 300_000

/**
 * Fetches a file from our own server and saves it under the name the server gives it.
 * @example void act(() => saveFile('/api/command/figures/export?format=csv'))
 * @throws Refused when the server says no; TypeError when it cannot be reached.
 */
export const saveFile = async (address: string): Promise<void> => {
  const response = await patientFetch(address, { signal: AbortSignal.timeout(mostMs) })
  // The border to our own server: whatever is not a file is a problem+json.
  if (!response.ok) throw new Refused((await response.json()) as Problem)
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = named?.[1] ?? ''
  link.click()
  URL.revokeObjectURL(url)
}
