import { describe, expect, it } from 'vitest'
import { boxOf, buildingAt, fanned, inside, middleOf, pathOf, withRoom, type PlanFeature } from './plan'

const house = (name: string, x: number): PlanFeature => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [[[x, 0], [x + 20, 0], [x + 20, 10], [x, 10], [x, 0]]] },
  properties: { kind: 'building', name, building: x },
})
const yard: PlanFeature = {
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [[[0, 0], [30, 0], [30, 30], [0, 30], [0, 0]], [[10, 10], [20, 10], [20, 20], [10, 20], [10, 10]]],
  },
  properties: { kind: 'green' },
}

describe('plan', () => {
  it('has a box with a margin around everything', () => {
    expect(boxOf([house('1号楼', 0), house('2号楼', 80)])).toEqual({ x: -3, y: -3, width: 106, height: 16 })
    expect(boxOf([]).width).toBe(100)
  })

  it('knows what lies inside, holes respected', () => {
    expect(inside(yard.geometry, [5, 5])).toBe(true)
    expect(inside(yard.geometry, [15, 15])).toBe(false)
    expect(inside(yard.geometry, [31, 5])).toBe(false)
  })

  it('finds the building under a finger, and the nearest within reach', () => {
    const all = [yard, house('1号楼', 0), house('2号楼', 80)]
    expect(buildingAt(all, [85, 5])?.properties.name).toBe('2号楼')
    expect(buildingAt(all, [75, 5])).toBeUndefined()
    expect(buildingAt(all, [75, 5], 6)?.properties.name).toBe('2号楼')
    expect(buildingAt(all, [50, 5], 6)).toBeUndefined()
  })

  it('writes names in the middle and outlines as paths', () => {
    expect(middleOf(house('1号楼', 0).geometry)).toEqual([10, 5])
    expect(pathOf({ type: 'LineString', coordinates: [[0, 1], [2, 3]] })).toBe('M0 1L2 3')
    expect(pathOf(house('1号楼', 0).geometry)).toBe('M0 0L20 0L20 10L0 10L0 0Z')
  })

  it('writes only the labels that have room, the earlier first', () => {
    const labels = [{ text: '会客厅', at: [0, 0] as [number, number] }, { text: '留言板', at: [20, 2] as [number, number] }, { text: '车棚', at: [20, 40] as [number, number] }]
    expect([...withRoom(labels, 10)].map((label) => label.text)).toEqual(['会客厅', '车棚'])
    expect(withRoom(labels, 5).size).toBe(3)
  })

  it('puts marks of one spot side by side', () => {
    const at = fanned([{ x: 4, y: 4 }, { x: 4, y: 4 }, { x: 9, y: 9 }], 2).map((mark) => mark.at)
    expect(at).toEqual([[3, 4], [5, 4], [9, 9]])
  })
})
