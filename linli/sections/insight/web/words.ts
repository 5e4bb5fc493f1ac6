/** Words and shapes that the pages of insight share. */
import type { components } from '@/api'
import type { PlanMark, StatusKind } from '@/kit/light'

export type MapOut = components['schemas']['MapOut']
export type MapLayer = components['schemas']['MapLayer']
export type MapMark = components['schemas']['MapMark']
export type Goal = components['schemas']['GoalOut']
export type GoalPart = components['schemas']['GoalPart']
export type Roll = components['schemas']['RollOut']

const WORST: StatusKind[] = ['danger', 'warn', 'info', 'ok', 'muted']

/** Marks of the layers, one per place and layer with their number and the worst tone. */
export function placed(layers: readonly MapLayer[]): PlanMark[] {
  return layers.flatMap((layer) => {
    const places = new Map<string, PlanMark>()
    for (const mark of layer.marks) {
      if (mark.x === null || mark.y === null) continue
      const key = `${layer.id}/${mark.x}/${mark.y}`
      const known = places.get(key)
      const tone = known && WORST.indexOf(known.tone) < WORST.indexOf(mark.tone) ? known.tone : mark.tone
      places.set(key, { key, x: mark.x, y: mark.y, tone, label: layer.title, shape: layer.shape, count: (known?.count ?? 0) + 1 })
    }
    return [...places.values()]
  })
}

/** The marks of one place, worst first. */
export function at(layers: readonly MapLayer[], x: number, y: number): { layer: MapLayer; mark: MapMark }[] {
  const found = layers.flatMap((layer) => layer.marks.filter((mark) => mark.x === x && mark.y === y).map((mark) => ({ layer, mark })))
  return found.sort((one, other) => WORST.indexOf(one.mark.tone) - WORST.indexOf(other.mark.tone))
}

export const SHAPES: Record<MapLayer['shape'], string> = {
  circle: 'M6 1a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z',
  square: 'M1.5 1.5h9v9h-9Z',
  diamond: 'M6 .3 11.7 6 6 11.7 .3 6Z',
  triangle: 'M6 .8 11.6 10.8H.4Z',
}

/** 88.5 → 88.5%; nothing measured → —. */
export const share = (percent: number | null | undefined) => (percent === null || percent === undefined ? '—' : `${percent}%`)
