/** Data shaping for LineChart. */
import { toDate, type TimeInput } from './format'

export type Point = [TimeInput, number | null]

export interface Series {
  name: string
  points: Point[]
}

/** The range that is all right; outside it the curve is drawn against a coloured band. */
export interface Band {
  min?: number | null
  max?: number | null
  label?: string
}

/** Points by time with a null put in wherever nothing came for longer than `gapSeconds`, so that the gap is seen. */
export function withGaps(points: readonly Point[], gapSeconds: number): [number, number | null][] {
  const sorted = points
    .map(([at, value]): [number, number | null] => [toDate(at)?.getTime() ?? NaN, value])
    .filter(([at]) => !Number.isNaN(at))
    .sort((one, other) => one[0] - other[0])
  const out: [number, number | null][] = []
  for (const point of sorted) {
    const last = out[out.length - 1]
    if (gapSeconds > 0 && last && point[0] - last[0] > gapSeconds * 1000) out.push([last[0] + 1, null])
    out.push(point)
  }
  return out
}

/** Places of the points with nothing on either side: a line cannot show them, so they are drawn as dots. */
export function aloneIn(points: readonly [number, number | null][]): Set<number> {
  const empty = (index: number) => points[index]?.[1] === null || points[index] === undefined
  return new Set([...points.keys()].filter((index) => !empty(index) && empty(index - 1) && empty(index + 1)))
}

/** A gap is three times the usual distance, at least a minute; 0 when there is too little to tell. */
export function usualGap(points: readonly Point[]): number {
  const times = points.map(([at]) => toDate(at)?.getTime() ?? 0).sort((one, other) => one - other)
  const steps = times.slice(1).map((time, index) => time - times[index]!).sort((one, other) => one - other)
  const middle = steps[Math.floor(steps.length / 2)]
  return middle === undefined ? 0 : Math.max(60, (middle * 3) / 1000)
}
