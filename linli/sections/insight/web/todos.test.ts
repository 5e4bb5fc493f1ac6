import { expect, it } from 'vitest'
import { grouped, type Todo } from './todos'

const now = new Date('2026-11-22T14:00:00+08:00')
const todo = (title: string, due_at: string | null, urgent = false): Todo => ({ section: 'cases', title, detail: '', link: '/', due_at, urgent })

it('puts overdue first and counts the day in Shanghai', () => {
  const groups = grouped(
    [
      todo('later', '2026-11-23T00:00:00+08:00'),
      todo('none', null),
      todo('tonight', '2026-11-22T23:59:00+08:00'),
      todo('old', '2026-11-20T10:00:00+08:00'),
      todo('older', '2026-11-01T10:00:00+08:00', true),
      todo('alarm', null, true),
    ],
    now,
  )
  expect(groups.map((group) => [group.key, group.items.map((item) => item.title)])).toEqual([
    ['overdue', ['older', 'old']],
    ['urgent', ['alarm']],
    ['today', ['tonight']],
    ['later', ['later', 'none']],
  ])
})

it('leaves empty groups out', () => {
  expect(grouped([], now)).toEqual([])
})
