/** A name this browser gives itself, so that one device earning for many can be noticed; it says nothing of anybody. */

export const deviceId = (): string => {
  const known = localStorage.getItem('liren.points.device')
  if (known) return known
  const made = crypto.randomUUID()
  localStorage.setItem('liren.points.device', made)
  return made
}
