/** What the hall screen's frame tells its tiles. */
import { inject, ref, type InjectionKey, type Ref } from 'vue'

/** Something live at a building; severity 1 (一般) to 4 (特别重大). */
export interface HallMark {
  building: string
  severity: number
}

export const HALL_MARKS: InjectionKey<Readonly<Ref<readonly HallMark[]>>> = Symbol('hall marks')

/** Live points of all tiles, for a tile that draws a plan. */
export function useHallMarks(): Readonly<Ref<readonly HallMark[]>> {
  return inject(HALL_MARKS, () => ref([]), true)
}
