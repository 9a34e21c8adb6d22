import { me as meSchema } from '@balie/shared/contracts/people.ts';
import { useMutation } from '@tanstack/react-query';
import { sendJson } from './http.ts';
import { meQuery } from './me.ts';
import { queryClient } from './query.ts';

const SIDE = 256;

/** What was chosen cannot be read as a picture. */
export class NoPicture extends Error {}

/** Puts a picture of oneself in the place of the one before; undefined takes it away. */
export function useOwnPicture() {
  return useMutation({
    mutationFn: async (file: File | undefined) => {
      if (!file) return sendJson('DELETE', meSchema, '/api/me/picture');
      const form = new FormData();
      form.set('file', await smallSquare(file), 'picture');
      return sendJson('PUT', meSchema, '/api/me/picture', form);
    },
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  });
}

/** The middle of it, drawn anew: small, and without what a camera writes into its files. @throws {NoPicture} */
async function smallSquare(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new NoPicture();
  });
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const { width, height } = picture;
  const side = Math.min(width, height);
  canvas.getContext('2d')?.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.9));
  if (!blob) throw new NoPicture();
  return blob;
}
