/** Sorting to-dos (待办) the way a desk is cleared: overdue first. */
import { toDate } from '@/kit/light'

export interface Todo {
  section: string
  title: string
  detail: string
  link: string
  due_at: string | null
  urgent: boolean
}

export interface TodoGroup {
  key: 'overdue' | 'urgent' | 'today' | 'later'
  title: string
  items: Todo[]
}

const DAY = 86_400_000
const ZONE = 8 * 3600_000

/** Overdue, urgent, due today, the rest; within a group the earlier deadline first. Empty groups are left out. */
export function grouped(todos: readonly Todo[], now: Date = new Date()): TodoGroup[] {
  const tomorrow = (Math.floor((now.getTime() + ZONE) / DAY) + 1) * DAY - ZONE
  const due = (todo: Todo) => toDate(todo.due_at)?.getTime() ?? Number.POSITIVE_INFINITY
  const groups: TodoGroup[] = [
    { key: 'overdue', title: '已超期', items: [] },
    { key: 'urgent', title: '紧急', items: [] },
    { key: 'today', title: '今天到期', items: [] },
    { key: 'later', title: '接下来', items: [] },
  ]
  for (const todo of [...todos].sort((one, other) => due(one) - due(other) || 0)) {
    const at = due(todo)
    const index = at < now.getTime() ? 0 : todo.urgent ? 1 : at < tomorrow ? 2 : 3
    groups[index]!.items.push(todo)
  }
  return groups.filter((group) => group.items.length)
}
