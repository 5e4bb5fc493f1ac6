/** Geometry of a community plan (平面图): GeoJSON in metres on the plan, x to the right, y downwards. */
import type { StatusKind } from './status'

export type PlanPoint = [number, number]
export type PlanGeometry =
  | { type: 'Polygon'; coordinates: PlanPoint[][] }
  | { type: 'MultiPolygon'; coordinates: PlanPoint[][][] }
  | { type: 'LineString'; coordinates: PlanPoint[] }
  | { type: 'Point'; coordinates: PlanPoint }

export interface PlanFeature {
  type: 'Feature'
  geometry: PlanGeometry
  properties: {
    /** building, road, green, water, ground, gate, hall, board … */
    kind: string
    name?: string
    /** Key of the building, when the registry knows it. */
    building?: number | null
    /** Width of a road drawn as a line, in metres. */
    width?: number
    /** A second line under the name: 6 层 · 60 户. */
    note?: string
    tone?: StatusKind | ''
  }
}

export interface PlanCollection {
  type: 'FeatureCollection'
  features: PlanFeature[]
}

/** Something live on the plan; `shape` says the same as the colour, for those who cannot tell colours apart. */
export interface PlanMark {
  x: number
  y: number
  tone: StatusKind
  /** What it is, in words. */
  label: string
  key?: string
  count?: number
  shape?: 'circle' | 'square' | 'diamond' | 'triangle'
}

export interface PlanPick {
  x: number
  y: number
  building?: { id: number | null; name: string }
}

export interface PlanBox {
  x: number
  y: number
  width: number
  height: number
}

/** All corner points of a geometry. */
export function pointsOf(geometry: PlanGeometry): PlanPoint[] {
  if (geometry.type === 'Point') return [geometry.coordinates]
  if (geometry.type === 'LineString') return geometry.coordinates
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2)
}

/** Rings of an area, outer and holes alike; none for lines and points. */
export function ringsOf(geometry: PlanGeometry): PlanPoint[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
}

/** The box around everything, with a margin of 3 %. */
export function boxOf(features: readonly PlanFeature[], marks: readonly { x: number; y: number }[] = []): PlanBox {
  const all = [...features.flatMap((one) => pointsOf(one.geometry)), ...marks.map((mark): PlanPoint => [mark.x, mark.y])]
  if (!all.length) return { x: 0, y: 0, width: 100, height: 60 }
  let [left, top] = all[0]!
  let [right, bottom] = all[0]!
  for (const [x, y] of all) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const pad = Math.max(1, right - left, bottom - top) * 0.03
  return { x: left - pad, y: top - pad, width: right - left + 2 * pad, height: bottom - top + 2 * pad }
}

/** Where the name of a shape goes: the middle of its box. */
export function middleOf(geometry: PlanGeometry): PlanPoint {
  const xs = pointsOf(geometry).map(([x]) => x)
  const ys = pointsOf(geometry).map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
}

/** Whether a point lies inside an area (even–odd rule, holes respected). */
export function inside(geometry: PlanGeometry, [x, y]: PlanPoint): boolean {
  let within = false
  for (const ring of ringsOf(geometry)) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!
      const [xj, yj] = ring[j]!
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within
    }
  }
  return within
}

/** The building at a point; within `reach` metres of its box when none is hit (a finger is broad). */
export function buildingAt(features: readonly PlanFeature[], at: PlanPoint, reach = 0): PlanFeature | undefined {
  const buildings = features.filter((one) => one.properties.kind === 'building')
  const hit = buildings.find((one) => inside(one.geometry, at))
  if (hit || !reach) return hit
  const near = buildings.map((one) => ({ one, far: distance(boxOf([one]), at) })).sort((a, b) => a.far - b.far)[0]
  return near && near.far <= reach ? near.one : undefined
}

function distance(box: PlanBox, [x, y]: PlanPoint): number {
  const dx = Math.max(box.x - x, 0, x - box.x - box.width)
  const dy = Math.max(box.y - y, 0, y - box.y - box.height)
  return Math.hypot(dx, dy)
}

/** SVG path of a geometry. */
export function pathOf(geometry: PlanGeometry): string {
  if (geometry.type === 'LineString') return `M${geometry.coordinates.map((point) => point.join(' ')).join('L')}`
  return ringsOf(geometry).map((ring) => `M${ring.map((point) => point.join(' ')).join('L')}Z`).join('')
}

/** Marks on the same spot stand side by side, `step` apart. */
export function fanned<T extends { x: number; y: number }>(marks: readonly T[], step: number): (T & { at: PlanPoint })[] {
  const together = new Map<string, T[]>()
  for (const mark of marks) together.set(`${mark.x},${mark.y}`, [...(together.get(`${mark.x},${mark.y}`) ?? []), mark])
  return [...together.values()].flatMap((group) =>
    group.map((mark, index) => ({ ...mark, at: [mark.x + (index - (group.length - 1) / 2) * step, mark.y] as PlanPoint })),
  )
}

/** Which of the labels, centred at their points, have room; the earlier ones win. `size` is the height of a character. */
export function withRoom<T extends { text: string; at: PlanPoint }>(labels: readonly T[], size: number): Set<T> {
  const kept: T[] = []
  const half = (label: T) => (label.text.length * size) / 2
  for (const label of labels) {
    const free = kept.every((other) => Math.abs(other.at[1] - label.at[1]) > size * 1.1 || Math.abs(other.at[0] - label.at[0]) > half(other) + half(label))
    if (free) kept.push(label)
  }
  return new Set(kept)
}

/** A number to the decimetre. */
export const rounded = (value: number) => Math.round(value * 10) / 10
