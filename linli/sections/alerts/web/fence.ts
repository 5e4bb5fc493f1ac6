/** Fences (电子围栏) on the plan of an estate: degrees (WGS-84) to metres on the plan and back, ready-made outlines. */
import { boxOf, ringsOf, type PlanFeature, type PlanPoint } from '@/kit/plan'

const METRES_PER_DEGREE = 111_320
export type Corner = [number, number]

const east = (origin: Corner) => METRES_PER_DEGREE * Math.cos((origin[1] * Math.PI) / 180)
const exact = (value: number) => Math.round(value * 1e7) / 1e7

/** A point of the plan (metres from its north-west corner, y downwards) as [longitude, latitude]. */
export function toDegrees([x, y]: PlanPoint, origin: Corner): Corner {
  return [exact(origin[0] + x / east(origin)), exact(origin[1] - y / METRES_PER_DEGREE)]
}

/** [longitude, latitude] as a point of the plan. */
export function toMetres([longitude, latitude]: Corner, origin: Corner): PlanPoint {
  return [(longitude - origin[0]) * east(origin), (origin[1] - latitude) * METRES_PER_DEGREE]
}

/** What a fence may be taken from: the whole estate, and everything with a name and an area. */
export function outlines(features: readonly PlanFeature[], estate: string): { name: string; ring: PlanPoint[] }[] {
  if (!features.length) return []
  const { x, y, width, height } = boxOf(features)
  const whole: PlanPoint[] = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
  const named = features.flatMap((one) => {
    const ring = ringsOf(one.geometry)[0]
    return one.properties.name && ring ? [{ name: `${estate}${one.properties.name}`, ring: ring.slice(0, -1) }] : []
  })
  return [{ name: estate, ring: whole }, ...named]
}

/** The plan with the fence on it, and room to draw around the estate. */
export function withFence(features: readonly PlanFeature[], ring: readonly PlanPoint[]): PlanFeature[] {
  const { x, y, width, height } = boxOf(features)
  const high = Math.max(width, height) / 4
  const wide = Math.max(high, height + 2 * high - width / 2)
  const frame: PlanFeature = { type: 'Feature', geometry: { type: 'LineString', coordinates: [[x - wide, y - high], [x + width + wide, y + height + high]] }, properties: { kind: 'frame', width: 0 } }
  const area: PlanFeature[] = ring.length > 2 ? [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }, properties: { kind: 'hall' } }] : []
  const corners = ring.map((point, index): PlanFeature => ({ type: 'Feature', geometry: { type: 'Point', coordinates: point }, properties: { kind: 'hall', name: String(index + 1) } }))
  return [frame, ...features.filter((one) => one.geometry.type !== 'Point'), ...area, ...corners]
}

/** Corners from lines of “经度,纬度”; null when a line says something else. */
export function cornersOf(text: string): Corner[] | null {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean)
  const found = lines.map((line) => line.split(/[,，\s]+/).map(Number))
  return found.every((one) => one.length === 2 && one.every(Number.isFinite)) ? (found as Corner[]) : null
}
