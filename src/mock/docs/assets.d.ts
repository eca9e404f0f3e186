declare module 'swagger-ui-dist/swagger-ui-bundle.js' {
  /** Where the file is, inside the executable too. */
  const path: string
  export default path
}
declare module 'swagger-ui-dist/swagger-ui.css' {
  const path: string
  export default path
}
declare module '*/start.js' {
  const path: string
  export default path
}
declare module '*.mp4' {
  const path: string
  export default path
}
