/** The design kit of the console: everything of `@/kit/light` and the table (which brings Element Plus). */
export * from './light'
export { default as DataTable } from './DataTable.vue'
export { default as RuleTree } from './RuleTree.vue'
export type { Column, Filter, FilterOption, PageOf, Row } from './table'
export { fromJson, newGroup, newLeaf, toJson, type RuleField, type RuleGroup, type RuleJson } from './rule'
