/** One question at a time: a native modal dialog, so that it works on every face and with the keyboard. */
import { createApp, h } from 'vue'
import AskDialog from './AskDialog.vue'

export interface Question {
  title: string
  /** What will happen, with numbers: 将向 236 人发送短信，约 11.80 元。 */
  detail?: string
  confirmText?: string
  cancelText?: string
  danger?: boolean
  /** Ask for a text as well. */
  input?: { label: string; required?: boolean; minLength?: number; placeholder?: string; multiline?: boolean; value?: string }
  /** Does what was asked about, while the dialog stands: refused, it stays open with the reason and what was typed. */
  send?: (text: string) => Promise<unknown>
}

/** Ask; answers the typed text ('' without an input) or null when the person said no. */
export function ask(question: Question): Promise<string | null> {
  return new Promise((resolve) => {
    const host = document.createElement('div')
    document.body.append(host)
    const app = createApp({
      render: () =>
        h(AskDialog, {
          ...question,
          onAnswer: (answer: string | null) => {
            resolve(answer)
            app.unmount()
            host.remove()
          },
        }),
    })
    app.mount(host)
  })
}

/** Ask once before a dangerous step; true means go ahead. */
export async function confirmDanger(question: Omit<Question, 'input' | 'danger'>): Promise<boolean> {
  return (await ask({ confirmText: '确定', ...question, danger: true })) !== null
}
