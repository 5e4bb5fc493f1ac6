/** The design kit of the console: everything of `@/kit/light` and the table (which brings Element Plus). */
export * from './light'
export { default as DataTable } from './DataTable.vue'
export type { Column, Filter, FilterOption, PageOf, Row } from './table'
