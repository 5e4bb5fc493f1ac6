/** The sound of alerts: two tones for a new one, and a loud repeating alarm while a critical one waits for somebody. */
import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'

const KEY = 'linli.alerts.sound'
const REPEAT_MS = 1600
export const soundOn = ref(typeof localStorage !== 'undefined' && localStorage.getItem(KEY) === '1')
/** Browsers are silent until somebody has touched the page: true while ours still is. */
export const soundAsleep = ref(false)
let context: AudioContext | null = null

/** Switch it; switching on plays it once, which browsers want a click for. */
export function toggleSound(): void {
  soundOn.value = !soundOn.value
  localStorage.setItem(KEY, soundOn.value ? '1' : '0')
  if (soundOn.value) ring()
}

/** Wake the sound by a touch of the page. */
export function wakeSound(): void {
  const audio = ready()
  if (!audio) return
  void audio.resume().then(() => (soundAsleep.value = audio.state !== 'running'))
}

/** Ring once, if the sound is on. */
export function ring(): void {
  if (!soundOn.value) return
  play([[880, 0], [660, 0.22]], 0.25)
}

function siren(): void {
  play([[988, 0], [740, 0.24], [988, 0.48], [740, 0.72]], 0.9)
  if (typeof navigator !== 'undefined' && 'vibrate' in navigator) navigator.vibrate([300, 120, 300])
}

function play(tones: [number, number][], volume: number): void {
  const audio = ready()
  if (!audio) return
  void audio.resume()
  soundAsleep.value = audio.state !== 'running'
  if (!soundAsleep.value) for (const [frequency, delay] of tones) tone(audio, frequency, delay, volume)
}

function ready(): AudioContext | null {
  if (typeof AudioContext === 'undefined') return null
  context ??= new AudioContext()
  return context
}

function tone(audio: AudioContext, frequency: number, delay: number, volume: number): void {
  const from = audio.currentTime + delay
  const gain = audio.createGain()
  const oscillator = audio.createOscillator()
  oscillator.type = volume > 0.5 ? 'square' : 'sine'
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(0.0001, from)
  gain.gain.exponentialRampToValueAtTime(volume, from + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.2)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(from + 0.22)
}

/** While something critical waits and the sound is on: sound again and again, and keep the screen awake. */
export function useAlarm(waiting: Ref<boolean>): void {
  const sounding = computed(() => waiting.value && soundOn.value)
  let timer: ReturnType<typeof setInterval> | undefined
  let lock: WakeLockSentinel | null = null

  async function stayAwake(): Promise<void> {
    if (lock || !soundOn.value || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    lock?.addEventListener('release', () => (lock = null))
  }
  const seen = () => void stayAwake()

  watch(
    sounding,
    (on) => {
      clearInterval(timer)
      if (!on) return
      siren()
      timer = setInterval(siren, REPEAT_MS)
    },
    { immediate: true },
  )
  watch(soundOn, (on) => (on ? void stayAwake() : void lock?.release()), { immediate: true })
  document.addEventListener('visibilitychange', seen)
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
    void lock?.release()
  })
}
