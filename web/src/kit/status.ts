/** The five kinds of state that all faces share; each has a colour, a shape and a word, never colour alone. */

export type StatusKind = 'ok' | 'info' | 'warn' | 'danger' | 'muted'

/** Shape of each kind as an SVG path in a 12×12 box. */
export const STATUS_SHAPES: Record<StatusKind, string> = {
  ok: 'M2 6.5 5 9.5 10 3',
  info: 'M6 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  warn: 'M6 1.5 11 10.5H1Z',
  danger: 'M6 .8 11.2 6 6 11.2 .8 6Z',
  muted: 'M2 6h8',
}

/** Shapes drawn as lines instead of filled. */
export const STATUS_LINES: ReadonlySet<StatusKind> = new Set<StatusKind>(['ok', 'muted'])

/** Severity words of the API to kinds. */
export function severityKind(severity: string | number | null | undefined): StatusKind {
  const word = String(severity ?? '').toLowerCase()
  if (['critical', 'urgent', 'danger', 'error', 'high', '4', '3', 'red'].includes(word)) return 'danger'
  if (['warning', 'warn', 'major', 'medium', '2', 'orange', 'yellow'].includes(word)) return 'warn'
  if (['info', 'minor', 'low', 'notice', '1', 'blue'].includes(word)) return 'info'
  return 'muted'
}
