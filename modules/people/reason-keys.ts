/** Keys under which modules keep the reasons they give when they open data of a person or an enterprise. */
export const givesReason = (key: string) => /\.(\w*[rR]eason|\w*[lL]ook|lookFor|ownDecision|passed)$/.test(key)
