/** Photos made small before they are kept or sent. */
const SIDE = 1600

/** A smaller JPEG; the file itself where the browser cannot draw it (the server decides then). */
export async function smaller(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82))
    return small && small.size < file.size ? small : file
  } catch {
    return file
  }
}
