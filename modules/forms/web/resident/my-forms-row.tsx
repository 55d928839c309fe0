/** The way to one's forms from "me". */
import { Row, useMay, useWords } from '@liren/web'

export default function MyFormsRow() {
  const t = useWords('forms')
  return useMay()('form.fill') ? <Row to="/forms" title={t('nav.mine')} note={t('nav.mineHint')} /> : null
}
