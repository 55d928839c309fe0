/** Whether the desk goes on to the next case after an act: each person's own habit, kept in this browser. */
import { cell, useCell } from '@liren/web'

const name = 'liren.cases.goes-on'
const read = () => {
  try {
    return localStorage.getItem(name) !== 'no'
  } catch {
    return true
  }
}
const goesOn = cell(read())

export const useGoesOn = () => ({
  goesOn: useCell(goesOn),
  setGoesOn: (value: boolean) => {
    goesOn.set(value)
    try {
      localStorage.setItem(name, value ? 'yes' : 'no')
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  },
})
