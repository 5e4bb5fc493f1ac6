/** Photos of a form: made small on the phone, then sent in the background. */
import { useUploads } from './uploads'

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

/** The photos of one form; with `keep` they survive a reload. */
export function usePhotos(keep = '', max = MAX_PHOTOS) {
  const uploads = useUploads({ url: '/api/cases/photos', name: 'photo.jpg', max, limitMb: LIMIT_MB, word: '照片', keep })

  /** Takes the chosen files on; answers what is wrong with any of them, or ''. */
  async function add(picked: FileList | null): Promise<string> {
    let problem = ''
    for (const file of [...(picked ?? [])]) problem = (await uploads.add(await shrink(file))) || problem
    return problem
  }

  return { ...uploads, add }
}
