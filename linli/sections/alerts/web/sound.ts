/** The sound of a new alert: two short tones made in the browser, off until somebody switches it on. */
import { ref } from 'vue'

const KEY = 'linli.alerts.sound'
export const soundOn = ref(typeof localStorage !== 'undefined' && localStorage.getItem(KEY) === '1')
let context: AudioContext | null = null

/** Switch it; switching on plays it once, which browsers want a click for. */
export function toggleSound(): void {
  soundOn.value = !soundOn.value
  localStorage.setItem(KEY, soundOn.value ? '1' : '0')
  if (soundOn.value) ring()
}

/** Ring once, if the sound is on. */
export function ring(): void {
  if (!soundOn.value || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  void context.resume()
  tone(context, 880, 0)
  tone(context, 660, 0.22)
}

function tone(audio: AudioContext, frequency: number, delay: number): void {
  const from = audio.currentTime + delay
  const gain = audio.createGain()
  const oscillator = audio.createOscillator()
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(0.0001, from)
  gain.gain.exponentialRampToValueAtTime(0.25, from + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.2)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(from + 0.22)
}
