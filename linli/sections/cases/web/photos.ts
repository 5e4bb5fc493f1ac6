/** Photos of a form: made small on the phone, then sent in the background. */
import { smaller } from '@/kit/light'
import { useUploads } from './uploads'

export const MAX_PHOTOS = 10
const LIMIT_MB = 10

/** The photos of one form; with `keep` they survive a reload. */
export function usePhotos(keep = '', max = MAX_PHOTOS) {
  const uploads = useUploads({ url: '/api/cases/photos', name: 'photo.jpg', max, limitMb: LIMIT_MB, word: '照片', keep })

  /** Takes the chosen files on; answers what is wrong with any of them, or ''. */
  async function add(picked: FileList | null): Promise<string> {
    let problem = ''
    for (const file of [...(picked ?? [])]) problem = (await uploads.add(await smaller(file))) || problem
    return problem
  }

  return { ...uploads, add }
}
