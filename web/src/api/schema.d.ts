/* Stand-in until `npm run api` writes the types from the OpenAPI file of the server. */
interface AnyOperation {
  parameters: { query?: any; path?: any; header?: any; cookie?: any }
  requestBody?: { content: { 'application/json': any } }
  responses: { 200: { headers: any; content: { 'application/json': any } } }
}
interface AnyPath {
  parameters: { query?: any; path?: any; header?: any; cookie?: any }
  get: AnyOperation
  post: AnyOperation
  put: AnyOperation
  patch: AnyOperation
  delete: AnyOperation
}
export interface paths {
  [path: string]: AnyPath
}
export interface components {
  schemas: { [name: string]: any }
}
