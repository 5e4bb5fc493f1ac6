import { expect, it } from 'vitest'
import { at, placed, share, type MapLayer } from './words'

const mark = (tone: 'info' | 'danger' | 'ok', x: number | null) => ({ tone, label: '', detail: '', link: '', x, y: x })
const layers: MapLayer[] = [
  { id: 'a', title: '诉求', shape: 'circle', failed: false, total: 4, marks: [mark('info', 1), mark('danger', 1), mark('info', 2), mark('info', null)] },
  { id: 'b', title: '设备', shape: 'square', failed: false, total: 1, marks: [mark('ok', 1)] },
]

it('draws one mark per place and layer, with the worst tone', () => {
  expect(placed(layers).map((one) => [one.label, one.x, one.tone, one.count])).toEqual([
    ['诉求', 1, 'danger', 2],
    ['诉求', 2, 'info', 1],
    ['设备', 1, 'ok', 1],
  ])
})

it('lists what is at a place, worst first', () => {
  expect(at(layers, 1, 1).map(({ layer, mark: one }) => [layer.id, one.tone])).toEqual([['a', 'danger'], ['a', 'info'], ['b', 'ok']])
})

it('says nothing measured instead of zero', () => {
  expect([share(0), share(66.6), share(null)]).toEqual(['0%', '66.6%', '—'])
})
