/** What the trial shows of a rule: the metric and limit of its first condition on data. */
import type { TreeNode } from './tree'
import type { RuleBody } from './words'

export interface Leading {
  metric: string
  limit: number | null
}

/** The first leaf on data, from the top. */
export function leadingOf(rule: RuleBody): Leading | null {
  if (rule.form === 'offline') return null
  if (rule.form !== 'tree') return rule.metric ? { metric: rule.metric, limit: rule.limit ?? null } : null
  return rule.tree ? first(rule.tree as unknown as TreeNode) : null
}

function first(node: TreeNode): Leading | null {
  if ('metric' in node) return node.metric.match(/^[a-z]/) ? { metric: node.metric, limit: node.node === 'value' ? node.limit : null } : null
  if (!('of' in node)) return null
  const inner = Array.isArray(node.of) ? node.of : [node.of]
  for (const child of inner) {
    const found = first(child)
    if (found) return found
  }
  return null
}

/** The tree with another limit on its first condition. */
export function withLimit(node: TreeNode, limit: number): TreeNode {
  if ('metric' in node) return 'limit' in node ? { ...node, limit, clear_limit: null } : node
  if (!('of' in node)) return node
  if (!Array.isArray(node.of)) return { ...node, of: withLimit(node.of, limit) } as TreeNode
  const at = node.of.findIndex((child) => first(child) !== null)
  return { ...node, of: node.of.map((child, index) => (index === at ? withLimit(child, limit) : child)) } as TreeNode
}
