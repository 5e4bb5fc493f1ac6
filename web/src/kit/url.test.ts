import { describe, expect, it } from 'vitest'
import { nextSort, readState, writeState } from './url'

const keys = ['q', 'status', 'tags']

describe('list state in the address', () => {
  it('reads defaults from an empty query', () => {
    expect(readState({}, keys)).toEqual({ page: 1, size: 20, sort: '', open: '', filters: {} })
  })

  it('refuses nonsense', () => {
    const state = readState({ page: '-3', size: '9999', sort: '-name', other: 'x' }, keys)
    expect(state).toEqual({ page: 1, size: 20, sort: '-name', open: '', filters: {} })
  })

  it('goes there and back', () => {
    const query = { q: '漏水', tags: ['a', 'b'], page: '3', size: '50', sort: '-created_at', open: '17' }
    expect(writeState(readState(query, keys), keys)).toEqual(query)
  })

  it('keeps foreign keys and the area, drops emptied filters', () => {
    const state = readState({}, keys)
    expect(writeState(state, keys, { tab: 'a', q: 'old', area: '4', page: '9' })).toEqual({ tab: 'a', area: '4' })
  })

  it('cycles the sort', () => {
    expect(['', 'name', '-name'].map((sort) => nextSort(sort, 'name'))).toEqual(['name', '-name', ''])
    expect(nextSort('age', 'name')).toBe('name')
  })
})
