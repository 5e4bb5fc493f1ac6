import { expect, it } from 'vitest'
import { usualGap, withGaps, type Point } from './chart'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 22, 6, minute)).toISOString()

it('breaks the line where readings are missing', () => {
  const points: Point[] = [[at(2), 3], [at(0), 1], [at(1), 2], [at(30), 4]]
  const gaps = withGaps(points, 180)
  expect(gaps.map(([, value]) => value)).toEqual([1, 2, 3, null, 4])
})

it('knows the usual distance', () => {
  expect(usualGap([[at(0), 1], [at(1), 1], [at(2), 1], [at(30), 1]])).toBe(180)
  expect(usualGap([[at(0), 1]])).toBe(0)
})
