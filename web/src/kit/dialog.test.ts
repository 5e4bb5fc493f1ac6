import { nextTick } from 'vue'
import { expect, it, vi } from 'vitest'
import { ApiError } from '../api/errors'
import { ask } from './dialog'

async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await nextTick()
}

it('stays open with the reason and what was typed while the server says no', async () => {
  const send = vi.fn<(text: string) => Promise<void>>().mockRejectedValueOnce(new ApiError('invalid', '请检查标出的内容。', 422, { reason: '最多 200 个字。' })).mockResolvedValueOnce()
  const answer = ask({ title: '撤回？', input: { label: '原因', required: true }, send })
  await settle()
  const input = document.querySelector<HTMLInputElement>('dialog input')!
  const confirm = (): boolean => document.querySelector('dialog form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  input.value = '时间写错了'
  input.dispatchEvent(new Event('input'))
  confirm()
  await settle()
  expect(document.querySelector('dialog .error')!.textContent).toBe('最多 200 个字。')
  expect(input.value).toBe('时间写错了')
  confirm()
  expect(await answer).toBe('时间写错了')
  expect(send.mock.calls).toEqual([['时间写错了'], ['时间写错了']])
  expect(document.querySelector('dialog')).toBeNull()
})
