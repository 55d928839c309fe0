/** What the bundler adds to the language: globs, assets, and the modules' titles as one virtual file. */
/// <reference types="vite/client" />
declare module 'virtual:liren-faces/zh-CN' {
  const faces: Readonly<Record<string, import('@liren/web/say.ts').Words>>
  export default faces
}
declare module 'virtual:liren-faces/en' {
  const faces: Readonly<Record<string, import('@liren/web/say.ts').Words>>
  export default faces
}
