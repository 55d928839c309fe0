/** Services for people. */
import { ServicesHome } from '../parts/services-home.tsx'

export default function HomePage() {
  return <ServicesHome audience="person" />
}
