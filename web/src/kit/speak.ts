/** Read-aloud (朗读) with the browser's own Mandarin voice. */
import { readonly, ref } from 'vue'

const speaking = ref(false)

/** Whether this browser can read aloud. */
export function canSpeak(): boolean {
  return typeof window !== 'undefined' && 'speechSynthesis' in window
}

/** Read `text` aloud in Mandarin, slowly; an earlier reading stops. */
export function speak(text: string, rate = 0.9): void {
  if (!canSpeak() || !text.trim()) return
  stopSpeaking()
  const words = new SpeechSynthesisUtterance(text)
  words.lang = 'zh-CN'
  words.rate = rate
  words.voice = speechSynthesis.getVoices().find((voice) => voice.lang.startsWith('zh')) ?? null
  words.onend = () => (speaking.value = false)
  words.onerror = () => (speaking.value = false)
  speaking.value = true
  speechSynthesis.speak(words)
}

export function stopSpeaking(): void {
  if (canSpeak()) speechSynthesis.cancel()
  speaking.value = false
}

export function useSpeaking() {
  return readonly(speaking)
}
