/** What a section may bring to the three faces; `section.ts` imports this and nothing heavier. */
import type { Component } from 'vue'

type Lazy = () => Promise<{ default: Component } | unknown>

/** A page of the staff console; `path` lies below /console. */
export interface ConsolePage {
  path: string
  title: string
  component: Lazy
  /** Permission id without which the page answers 403. */
  permission?: string
}

/** One of the big doors on the resident's first page. */
export interface Door {
  label: string
  /** Name of a drawing in resident/icons.ts: report, progress, notice, pay, vote, elder, home, file, person, charge. */
  icon: string
  order: number
  /** One plain sentence under the label. */
  hint?: string
}

/** A page of the resident's phone; `path` lies below /resident. */
export interface ResidentPage {
  path: string
  title: string
  component: Lazy
  door?: Door
  /** Listed as a plain line under the doors for those logged in. */
  more?: boolean
  /** Reachable without logging in. */
  public?: boolean
}

/** What a section brings to the three faces. */
export interface SectionWeb {
  name: string
  console?: ConsolePage[]
  resident?: ResidentPage[]
  /** Hall screen tile components by tile id; each gets the prop `data`. */
  tiles?: Record<string, Lazy>
  /** What the section knows of a building picked on the plan; gets the prop `building` (its key). */
  planPanel?: Lazy
}

/** Declare a section's pages; only there for the types. */
export function defineSection(section: SectionWeb): SectionWeb {
  return section
}
