import { createApp, h, nextTick, reactive } from 'vue'
import { beforeEach, expect, it } from 'vitest'
import { ApiError, toApiError, whole } from '../api/errors'
import FormField from './FormField.vue'
import FormPanel from './FormPanel.vue'

interface Mounted {
  host: HTMLElement
  form: { phone: string }
  calls: number
  events: string[]
  unmount: () => void
}

function mount(save: () => Promise<unknown>): Mounted {
  const host = document.createElement('div')
  document.body.append(host)
  const form = reactive({ phone: '' })
  const state: Mounted = { host, form, calls: 0, events: [], unmount: () => app.unmount() }
  const submit = () => {
    state.calls += 1
    return save()
  }
  const input = () => h('input', { value: form.phone, onInput: (event: Event) => (form.phone = (event.target as HTMLInputElement).value) })
  const app = createApp(() =>
    h(FormPanel, { submit, model: form, draft: 'test', cancelText: '取消', onSaved: () => state.events.push('saved') }, () => h(FormField, { label: '手机号', name: 'phone', required: true }, input)),
  )
  app.mount(host)
  return state
}

function type(page: Mounted, text: string): void {
  const input = page.host.querySelector('input')!
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await nextTick()
}

beforeEach(() => {
  document.body.innerHTML = ''
  sessionStorage.clear()
})

it('shows the server’s error beside the field and keeps what was typed', async () => {
  const page = mount(() => Promise.reject(toApiError(422, { error: { code: 'invalid', message: '请检查填写的内容。', fields: { phone: '手机号码应为 11 位数字。' } } })))
  type(page, '123')
  page.host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  const input = page.host.querySelector('input')!
  expect(input.value).toBe('123')
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(page.host.querySelector(`#${input.getAttribute('aria-describedby')}`)!.textContent).toBe('手机号码应为 11 位数字。')
  expect(page.host.querySelector('.message')!.textContent).toBe('请检查填写的内容。')
  expect(page.events).toEqual([])
  type(page, '1234')
  await settle()
  expect(page.host.querySelector('.error')).toBeNull()
})

it('says a field error that has no field on the page', async () => {
  const page = mount(() => Promise.reject(new ApiError('invalid', '不能保存。', 422, { other: '请先选区域。' })))
  page.host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  expect(page.host.querySelector('.message')!.textContent).toBe('不能保存。 请先选区域。')
})

it('saves once on Ctrl-Enter, however often it is pressed', async () => {
  let finish: () => void = () => undefined
  const page = mount(() => new Promise<void>((resolve) => (finish = resolve)))
  const press = () => page.host.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  press()
  press()
  press()
  finish()
  await settle()
  expect(page.calls).toBe(1)
  expect(page.events).toEqual(['saved'])
})

it('brings an unsaved draft back after a reload and forgets it once saved', async () => {
  const before = mount(() => Promise.reject(new TypeError('fetch failed')))
  type(before, '13812345678')
  await settle()
  before.unmount()
  const after = mount(() => Promise.resolve())
  await settle()
  expect(after.form.phone).toBe('13812345678')
  expect(after.host.querySelector('.restored')).not.toBeNull()
  after.host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  expect(sessionStorage.length).toBe(0)
})

it('puts what is wrong with a part of a field beside the field, and says which part', async () => {
  const wrong = { 'phone.1': '应为 11 位数字。', 'other.0': '请重新选择。' }
  const page = mount(() => Promise.reject(new ApiError('invalid', '请检查标出的内容。', 422, wrong)))
  page.host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  expect(page.host.querySelector('.error')!.textContent).toBe('第 2 项：应为 11 位数字。')
  expect(page.host.querySelector('.message')!.textContent).toBe('请检查标出的内容。 请重新选择。')
})

it('keeps no draft of what the page itself put in, nor of what was cancelled', async () => {
  const page = mount(() => Promise.resolve())
  page.form.phone = '0'
  await settle()
  expect(sessionStorage.length).toBe(0)
  type(page, '138')
  await settle()
  expect(sessionStorage.length).toBe(1)
  page.host.querySelectorAll('.buttons button').item(1).dispatchEvent(new Event('click'))
  expect(sessionStorage.length).toBe(0)
})

it('says in a short message what is wrong with which field', () => {
  expect(whole(new ApiError('invalid', '请检查标出的内容。', 422, { reason: '最多 200 个字。' }))).toBe('请检查标出的内容。 最多 200 个字。')
})

it('leaves inputs their own names where a field holds several', async () => {
  const host = document.createElement('div')
  document.body.append(host)
  createApp(() => h(FormField, { label: '示例', hint: '虚构的人' }, () => [h('input', { 'aria-label': '第 1 个示例' }), h('input', { 'aria-label': '第 2 个示例' })])).mount(host)
  await settle()
  const group = host.querySelector('[role=group]')!
  expect(host.querySelector(`#${group.getAttribute('aria-labelledby')}`)!.textContent).toBe('示例')
  expect(host.querySelector('input')!.hasAttribute('aria-labelledby')).toBe(false)
})
