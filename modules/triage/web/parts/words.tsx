/** The reporter's words, with those that counted marked. */
export const Words = ({ text, marked }: { text: string; marked: readonly string[] }) => {
  const pattern = marked.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length)
  const pieces = text.split(new RegExp(`(${pattern.join('|')})`, 'giu'))
  return (
    <p className="triage-words">
      {pieces.map((piece, n) =>
        // Pieces at odd places are what the pattern caught; their place is all that tells them apart.
        n % 2 === 1 ? <mark key={`${n} ${piece}`}>{piece}</mark> : piece,
      )}
    </p>
  )
}
