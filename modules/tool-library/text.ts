/** A text of bounded length, for inputs. Apart from the views: screens take those, and this is code. */
import { Type } from '@liren/contract'

export const Text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength })
