/** Photos on their way: made small on the phone, sent one by one with progress, sent again after a lost connection. */
import { computed, reactive } from 'vue'
import { areaId, csrfToken } from '@/api'

export interface Shot {
  key: number
  /** Preview address on this device. */
  preview: string
  /** 0 to 1 while it travels. */
  progress: number
  state: 'sending' | 'sent' | 'failed'
  problem: string
  /** The server's number, once sent. */
  id: number | null
}

export const MAX_PHOTOS = 10
const SIDE = 1600
const QUALITY = 0.82
const LIMIT_MB = 10

/** A smaller JPEG of the picture; the file itself where the browser cannot draw it (the server decides then). */
export async function shrink(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    return small && small.size < file.size ? small : file
  } catch {
    return file
  }
}

function send(blob: Blob, onProgress: (share: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', '/api/cases/photos')
    call.setRequestHeader('X-CSRFToken', csrfToken.value)
    if (areaId.value !== null) call.setRequestHeader('X-Area', String(areaId.value))
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    call.onerror = () => reject(new Error('网络断了，联网后点一下重发'))
    call.onload = () => {
      const answer = parse(call.responseText)
      if (call.status < 300 && answer.id) resolve(answer.id)
      else reject(new Error(answer.error?.message ?? '没有传上去，点一下重发'))
    }
    const form = new FormData()
    form.append('file', blob, 'photo.jpg')
    call.send(form)
  })
}

function parse(text: string): { id?: number; error?: { message: string } } {
  try {
    return JSON.parse(text) as { id?: number }
  } catch {
    return {}
  }
}

/** The photos of one form. */
export function usePhotos() {
  const shots = reactive<Shot[]>([])
  const files = new Map<number, Blob>()
  let next = 1

  async function deliver(shot: Shot): Promise<void> {
    Object.assign(shot, { state: 'sending', problem: '', progress: 0 })
    try {
      shot.id = await send(files.get(shot.key)!, (share) => (shot.progress = share))
      shot.state = 'sent'
    } catch (thrown) {
      Object.assign(shot, { state: 'failed', problem: (thrown as Error).message })
    }
  }

  async function add(picked: FileList | null): Promise<string> {
    const room = MAX_PHOTOS - shots.length
    const list = [...(picked ?? [])]
    for (const file of list.slice(0, room)) {
      const blob = await shrink(file)
      const key = next++
      files.set(key, blob)
      shots.push({ key, preview: URL.createObjectURL(blob), progress: 0, state: 'sending', problem: '', id: null })
      const shot = shots[shots.length - 1]!
      if (blob.size > LIMIT_MB * 1024 * 1024) Object.assign(shot, { state: 'failed', problem: `照片超过 ${LIMIT_MB} MB，请换一张` })
      else void deliver(shot)
    }
    return list.length > room ? `最多 ${MAX_PHOTOS} 张照片，多出的没有加上。` : ''
  }

  function remove(shot: Shot): void {
    URL.revokeObjectURL(shot.preview)
    files.delete(shot.key)
    shots.splice(shots.indexOf(shot), 1)
  }

  return {
    shots,
    add,
    remove,
    again: deliver,
    ids: computed(() => shots.flatMap((shot) => (shot.id === null ? [] : [shot.id]))),
    busy: computed(() => shots.some((shot) => shot.state === 'sending')),
    failed: computed(() => shots.some((shot) => shot.state === 'failed')),
  }
}
