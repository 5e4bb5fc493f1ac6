/** The part of a plan that is seen: zoom and pan by wheel, finger, key and button. */
import { computed, onBeforeUnmount, onMounted, reactive, ref, watch, type Ref } from 'vue'
import type { PlanBox, PlanPoint } from './plan'

const MOST = 8
const STEP = 1.5
/** A pointer that moved less than this many pixels has pressed, not dragged. */
const STILL = 6

export function usePlanView(svg: Ref<SVGSVGElement | null>, box: Ref<PlanBox>, wheel: () => boolean) {
  const view = reactive({ zoom: 1, x: 0, y: 0 })
  const size = reactive({ width: 800, height: 480, font: 14 })
  const fingers = new Map<number, PlanPoint>()
  const moved = ref(0)
  let watcher: ResizeObserver | null = null

  function whole(): void {
    Object.assign(view, { zoom: 1, x: box.value.x + box.value.width / 2, y: box.value.y + box.value.height / 2 })
  }
  watch(() => [box.value.x, box.value.y, box.value.width, box.value.height].join(), whole, { immediate: true })

  /** Pixels per metre with everything in view. */
  const fit = computed(() => Math.max(0.001, Math.min(size.width / box.value.width, size.height / box.value.height)))
  const scale = computed(() => fit.value * view.zoom)
  const seen = computed(() => {
    const [width, height] = [size.width / scale.value, size.height / scale.value]
    return { x: view.x - width / 2, y: view.y - height / 2, width, height }
  })

  function clamp(): void {
    const { x, y, width, height } = box.value
    view.x = Math.min(x + width, Math.max(x, view.x))
    view.y = Math.min(y + height, Math.max(y, view.y))
    if (view.zoom === 1) whole()
  }

  /** Zoom so that the point under `at` (in pixels of the picture) stays where it is. */
  function zoomBy(factor: number, at?: PlanPoint): void {
    const held = at ? toPlan(at) : null
    view.zoom = Math.min(MOST, Math.max(1, view.zoom * factor))
    if (held && at) {
      const now = toPlan(at)
      view.x += held[0] - now[0]
      view.y += held[1] - now[1]
    }
    clamp()
  }

  function pan(dx: number, dy: number): void {
    view.x -= dx / scale.value
    view.y -= dy / scale.value
    clamp()
  }

  function local(event: { clientX: number; clientY: number }): PlanPoint {
    const rect = svg.value?.getBoundingClientRect()
    if (!rect?.width) return [0, 0]
    return [((event.clientX - rect.left) / rect.width) * size.width, ((event.clientY - rect.top) / rect.height) * size.height]
  }

  function toPlan([x, y]: PlanPoint): PlanPoint {
    return [seen.value.x + x / scale.value, seen.value.y + y / scale.value]
  }

  function down(event: PointerEvent): void {
    if (!fingers.size) moved.value = 0
    fingers.set(event.pointerId, local(event))
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = local(event)
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]]
    moved.value += Math.hypot(dx, dy)
    if (fingers.size === 2) pinch(event.pointerId, before, now)
    else if (view.zoom > 1 && moved.value > STILL) {
      svg.value?.setPointerCapture?.(event.pointerId)
      pan(dx, dy)
    }
    fingers.set(event.pointerId, now)
  }

  function pinch(id: number, before: PlanPoint, now: PlanPoint): void {
    const other = [...fingers].find(([key]) => key !== id)?.[1]
    if (!other) return
    const was = Math.hypot(before[0] - other[0], before[1] - other[1])
    const is = Math.hypot(now[0] - other[0], now[1] - other[1])
    if (was > 0) zoomBy(is / was, [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2])
  }

  function up(event: PointerEvent): void {
    fingers.delete(event.pointerId)
  }

  function rolled(event: WheelEvent): void {
    if (!wheel() && !event.ctrlKey) return
    event.preventDefault()
    zoomBy(event.deltaY < 0 ? 1.2 : 1 / 1.2, local(event))
  }

  /** Arrow keys pan, + and − zoom, 0 shows everything. True when the key was for us. */
  function key(event: KeyboardEvent): boolean {
    const step = 60
    const pans: Record<string, PlanPoint> = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }
    const by = pans[event.key]
    if (by) pan(...by)
    else if (event.key === '+' || event.key === '=') zoomBy(STEP)
    else if (event.key === '-') zoomBy(1 / STEP)
    else if (event.key === '0') whole()
    else return false
    event.preventDefault()
    return true
  }

  function measure(): void {
    const element = svg.value
    if (!element?.clientWidth) return
    Object.assign(size, { width: element.clientWidth, height: element.clientHeight, font: parseFloat(getComputedStyle(element).fontSize) || 14 })
  }
  onMounted(() => {
    measure()
    svg.value?.addEventListener('wheel', rolled, { passive: false })
    if (typeof ResizeObserver === 'undefined' || !svg.value) return
    watcher = new ResizeObserver(measure)
    watcher.observe(svg.value)
  })
  onBeforeUnmount(() => {
    watcher?.disconnect()
    svg.value?.removeEventListener('wheel', rolled)
  })

  const zoomed = computed(() => view.zoom > 1)
  const pressed = () => moved.value <= STILL
  return { seen, scale, size, zoomed, zoomIn: () => zoomBy(STEP), zoomOut: () => zoomBy(1 / STEP), whole, down, move, up, key, local, toPlan, pressed, centre: (): PlanPoint => [view.x, view.y] }
}
