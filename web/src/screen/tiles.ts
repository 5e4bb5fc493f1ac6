/** Tiles of the sections: fetched, kept for when the network is gone, marked when they change. */
import { defineAsyncComponent, markRaw, reactive, ref, type Component } from 'vue'
import { asApiError, request } from '@/api'
import { sections } from '@/sections'
import GenericTile from './GenericTile.vue'

export interface Tile {
  id: string
  title: string
  column: 'left' | 'middle' | 'right'
  order: number
  data: unknown
}

interface Picture {
  at: number
  tiles: Tile[]
}

const KEPT = 'linli.screen.picture.2'
const components = new Map<string, Component>()
for (const section of sections) {
  for (const [id, load] of Object.entries(section.tiles ?? {})) {
    components.set(id, markRaw(defineAsyncComponent({ loader: load as () => Promise<Component>, delay: 0 })))
  }
}

/** The component that a section wrote for the tile, or a plain one that lists the figures. */
export function componentOf(id: string): Component {
  return components.get(id) ?? GenericTile
}

/** A tile that says it has nothing to show just now gives its place to the others. */
export const atRest = (tile: Tile): boolean => (tile.data as { at_rest?: boolean } | null)?.at_rest === true

/** Topics that can change a tile: every section by its name. */
export const TOPICS = ['cases', 'alerts', 'devices', 'registry', 'insight', ...sections.map((section) => section.name)]
  .filter((topic, index, all) => all.indexOf(topic) === index)
  .slice(0, 20)

export const tiles = ref<Tile[]>([])
export const lastAt = ref<number | null>(null)
/** '' while all is well; else why the picture is old. */
export const trouble = ref<'' | 'offline' | 'login' | 'server'>('')
/** Tile ids that changed with the last fetch. */
export const changed = reactive(new Set<string>())
let forget: number | undefined

/** Show the picture of last time until the first answer. */
export function restorePicture(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Picture | null
    if (!kept) return
    tiles.value = kept.tiles
    lastAt.value = kept.at
  } catch {
    localStorage.removeItem(KEPT)
  }
}

/** Fetch all tiles. Never throws; `trouble` says what is wrong. */
export async function loadTiles(): Promise<void> {
  try {
    const found = await request<Tile[]>('GET', '/api/insight/tiles', { quiet: true })
    mark(found)
    tiles.value = found.sort((one, other) => one.order - other.order)
    lastAt.value = Date.now()
    trouble.value = ''
    localStorage.setItem(KEPT, JSON.stringify({ at: lastAt.value, tiles: tiles.value }))
  } catch (thrown) {
    const error = asApiError(thrown)
    trouble.value = error.offline ? 'offline' : error.status === 401 || error.status === 403 ? 'login' : 'server'
  }
}

function mark(found: readonly Tile[]): void {
  const before = new Map(tiles.value.map((tile) => [tile.id, JSON.stringify(tile.data)]))
  changed.clear()
  for (const tile of found) {
    if (before.has(tile.id) && before.get(tile.id) !== JSON.stringify(tile.data)) changed.add(tile.id)
  }
  window.clearTimeout(forget)
  forget = window.setTimeout(() => changed.clear(), 2000)
}
