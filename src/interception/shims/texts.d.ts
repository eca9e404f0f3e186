declare module '*/node.cjs' {
  /** The file's text, inside the executable too. */
  const text: string
  export default text
}
declare module '*/bun.cjs' {
  const text: string
  export default text
}
declare module '*/sitecustomize.py' {
  const text: string
  export default text
}
