/** Objections to points, on which somebody decides. */
import { useMay } from '@liren/web'
import { Waiting } from '@liren/web/desk'
import { points } from '../../contract.ts'

export default function ObjectionsWaiting() {
  const may = useMay()
  return may('points.decide') && <Waiting at="/points" contract={points} route="objections" />
}
