/** Column names as people paste them: one on a line, or parted by commas or tabs as out of a spreadsheet; each once. */
export const columnNames = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[\n\t,，、;；]/)
      .map((one) => one.trim().slice(0, 60))
      .filter(Boolean),
  ),
]
