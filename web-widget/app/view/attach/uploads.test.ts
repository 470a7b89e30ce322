import { describe, expect, it } from 'vitest';
import { createUploads, problemOf, type UploadAnswer } from './uploads.js';

const attachment = {
  id: '0198d3a0-0000-7000-8000-000000000000',
  kind: 'image' as const,
  name: '照片.jpg',
  mimeType: 'image/jpeg',
  size: 3,
  thumbnail: true,
};
const photo = (name = '照片.jpg', type = 'image/jpeg') => new File(['abc'], name, { type });
const settle = () => new Promise((done) => setTimeout(done, 0));

/** Uploads whose server answers what the test says. */
function setUp() {
  const asked: { name: string; progress(share: number): void; answer(reply: UploadAnswer): Promise<void> }[] =
    [];
  const waits: { milliseconds: number; run: () => void }[] = [];
  const done: string[] = [];
  const kept = new Map<string, string>();
  let ids = 0;
  const uploads = createUploads({
    request(file, onProgress) {
      let resolve: (reply: UploadAnswer) => void = () => undefined;
      const answer = new Promise<UploadAnswer>((settled) => {
        resolve = settled;
      });
      asked.push({
        name: file.name,
        progress: onProgress,
        answer: async (reply) => {
          resolve(reply);
          await settle();
        },
      });
      return { answer, abort: () => resolve({ status: 0 }) };
    },
    onDone: ({ id }) => done.push(id) > 0,
    draw: async () => 'data:image/jpeg;base64,',
    keep: (id, file) => kept.set(id, file.name),
    forget: (id) => kept.delete(id),
    newId: () => `u${++ids}`,
    later: (milliseconds, run) => void waits.push({ milliseconds, run }),
  });
  return { uploads, asked, waits, done, kept };
}

describe('uploads', () => {
  it('go up one after the other, with their progress, and are handed on', async () => {
    const { uploads, asked, done } = setUp();
    uploads.add([photo('1.jpg'), photo('2.jpg')]);
    await settle();
    expect(asked.map(({ name }) => name)).toEqual(['1.jpg']);
    asked[0]?.progress(0.4);
    expect(uploads.items.value[0]).toMatchObject({ progress: 0.4, preview: 'data:image/jpeg;base64,' });
    await asked[0]?.answer({ status: 201, attachment });
    expect(done).toEqual([attachment.id]);
    expect(asked.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg']);
    expect(uploads.items.value).toHaveLength(1);
  });

  it('are tried three times, then wait for a tap or the network', async () => {
    const { uploads, asked, waits } = setUp();
    uploads.add([photo()]);
    for (let tries = 1; tries <= 3; tries++) {
      await asked.at(-1)?.answer({ status: 0 });
      waits.shift()?.run();
    }
    expect(asked).toHaveLength(3);
    expect(uploads.items.value).toMatchObject([{ problem: 'network' }]);
    uploads.resume();
    expect(asked).toHaveLength(4);
    expect(uploads.items.value[0]).not.toHaveProperty('problem');
  });

  it('tell what the server said, and go on with the next', async () => {
    const { uploads, asked } = setUp();
    uploads.add([photo('坏的.jpg'), photo('好的.jpg')]);
    await asked[0]?.answer({ status: 400, told: '这张图片打不开' });
    expect(uploads.items.value[0]).toMatchObject({ problem: { told: '这张图片打不开' }, final: true });
    expect(asked[1]?.name).toBe('好的.jpg');
  });

  it('are kept until they have arrived, are given up or cannot arrive', async () => {
    const { uploads, asked, kept } = setUp();
    uploads.add([photo('1.jpg'), photo('2.jpg'), photo('3.jpg'), photo('a.svg', 'image/svg+xml')]);
    expect([...kept.values()]).toEqual(['1.jpg', '2.jpg', '3.jpg']);
    await asked[0]?.answer({ status: 201, attachment });
    await asked[1]?.answer({ status: 400 });
    expect([...kept.values()]).toEqual(['3.jpg']);
    uploads.cancel('u3');
    expect(kept.size).toBe(0);
  });

  it('go on after a reload, once; what was not kept whole is shown as not sent', async () => {
    const { uploads, asked, kept } = setUp();
    const left = { owner: 'tab:c', name: '1.jpg', type: 'image/jpeg', size: 3, keptAt: 1 };
    const files = [
      { ...left, id: 'k1', content: new Blob(['abc']) },
      { ...left, id: 'k2', name: '大片.mp4', type: 'video/mp4' },
    ];
    uploads.restore(files);
    uploads.restore(files);
    await settle();
    expect(asked.map(({ name }) => name)).toEqual(['1.jpg']);
    expect(uploads.items.value).toMatchObject([
      { id: 'k1' },
      { id: 'k2', name: '大片.mp4', problem: 'again', final: true },
    ]);
    await asked[0]?.answer({ status: 201, attachment });
    expect(uploads.items.value.map(({ id }) => id)).toEqual(['k2']);
    expect(kept.size).toBe(0);
  });

  it('can be cancelled on the way', async () => {
    const { uploads, asked, done } = setUp();
    uploads.add([photo('1.jpg'), photo('2.jpg')]);
    uploads.cancel('u1');
    await settle();
    expect(uploads.items.value.map(({ name }) => name)).toEqual(['2.jpg']);
    expect(asked[1]?.name).toBe('2.jpg');
    expect(done).toEqual([]);
  });

  it('are checked before anything is sent', () => {
    const big = { name: 'a.png', type: 'image/png', size: 11 * 1024 * 1024 };
    expect(problemOf(big)).toBe('tooBig');
    expect(problemOf({ ...big, name: 'a.pdf', type: 'application/pdf' })).toBeUndefined();
    expect(problemOf({ name: 'IMG_1.HEIC', type: '', size: 1 })).toBe('heic');
    expect(problemOf({ name: 'setup.exe', type: '', size: 1 })).toBe('wrongType');
    const { uploads, asked } = setUp();
    uploads.add([photo('a.svg', 'image/svg+xml')]);
    expect(asked).toEqual([]);
    expect(uploads.items.value).toMatchObject([{ problem: 'wrongType', final: true }]);
  });
});
