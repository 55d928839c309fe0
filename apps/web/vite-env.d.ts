/** What the bundler adds to the language: globs, assets, and the modules' titles as one virtual file for each board. */
/// <reference types="vite/client" />
declare module 'virtual:liren-faces/*' {
  const faces: Readonly<Record<string, import('@liren/web/say.ts').Words>>
  export default faces
}
