import { expect, it } from 'vitest'
import { fromJson, newGroup, newLeaf, toJson, type RuleField } from './rule'

const age: RuleField = { field: 'age', title: '年龄', kind: 'number', ops: ['>=', '<=', '='], unit: '周岁', choices: [], yes_no: ['', ''], most: 150 }
const rule = {
  all: [
    { field: 'age', op: '>=', value: 60 },
    { not: { any: [{ field: 'tag', op: 'in', value: ['已参保'] }, { not: { field: 'sex', op: 'in', value: ['女'] } }] } },
  ],
}

it('gives back what it was given', () => {
  expect(toJson(fromJson(rule))).toEqual(rule)
})

it('puts a single condition, or the opposite of a group, into a group', () => {
  const one = { field: 'age', op: '>=', value: 60 }
  expect(toJson(fromJson(one))).toEqual({ all: [one] })
  expect(toJson(fromJson({ not: { any: [one] } }))).toEqual({ all: [{ not: { any: [one] } }] })
})

it('begins with a value that fits', () => {
  expect(toJson(newGroup('any', [newLeaf(age)]))).toEqual({ any: [{ field: 'age', op: '>=', value: 60 }] })
})
