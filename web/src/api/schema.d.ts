/* Stand-in until `npm run api` writes the types from the OpenAPI file of the server. */
/* eslint-disable */
export interface paths {
  [path: string]: any
}
export interface components {
  schemas: { [name: string]: any }
}
