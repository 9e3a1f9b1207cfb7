declare module '*?raw' {
  const text: string;
  export default text;
}

declare module '*?inline' {
  /** A `data:` address with the file in base64. */
  const url: string;
  export default url;
}
