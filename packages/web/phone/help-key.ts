/** The key of the words that explain the page being drawn; set by the router around each page that has some. */
import { createContext } from 'react'

export const HelpKey = createContext<string | null>(null)
