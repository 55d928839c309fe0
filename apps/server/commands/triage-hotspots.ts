/** `liren triage hotspots FILE`: many messages, few causes; from the command line, without a database. */
import { findHotspots } from '@liren/triage/alike/hotspots'
import { readMessages } from '@liren/triage/alike/message'
import { print } from '../output.ts'
import { fileText } from './file-text.ts'

const shown = 20

export const hotspots = (file: string, flags: { readonly json?: boolean }): void => {
  const { messages, bad } = readMessages(fileText(file))
  if (bad.length > 0) process.stderr.write(`${file}: ${bad.length} lines left out, the first is line ${bad[0]}\n`)
  const found = findHotspots(messages).map(({ about, ...spot }) => ({ spot, about }))
  print(
    flags.json ?? false,
    found.map(({ spot }) => spot),
    [
      `${messages.length} messages, ${found.length} causes that more than one person reports`,
      ...found
        .slice(0, shown)
        .map(
          ({ spot, about }) =>
            `${spot.rank}. ${spot.title} (heat ${spot.heat}, ${spot.ids.length} messages of ${about.reporters} people)`,
        ),
    ].join('\n'),
  )
}
