/** The way to one's forms from "me". */
import { Icon, Row, useMay, useWords } from '@liren/web'

export default function MyFormsRow() {
  const t = useWords('forms')
  return useMay()('form.fill') ? (
    <Row to="/forms" before={<Icon name="list" />} title={t('nav.mine')} note={t('nav.mineHint')} />
  ) : null
}
