/** A table wider than the screen can be scrolled from the keyboard, also when nothing in it can be pressed. */

/** `<div ref={reachByKey}><Table … /></div>` */
export const reachByKey = (frame: HTMLDivElement | null) => {
  frame?.querySelector('.ant-table-content')?.setAttribute('tabindex', '0')
}
