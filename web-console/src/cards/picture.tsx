import { PictureOutlined } from '@ant-design/icons';
import { useState } from 'react';

/** A product's picture in a square frame; a quiet placeholder when there is none or it does not load. */
export function Picture({ src, size, alt }: { src: string | undefined; size: number; alt: string }) {
  const [broken, setBroken] = useState<string>();
  const style = { width: size, height: size };
  if (src === undefined || src === broken) {
    return (
      <span className="picture picture-none" style={style} role="img" aria-label={alt}>
        <PictureOutlined aria-hidden />
      </span>
    );
  }
  return (
    <img
      className="picture"
      src={src}
      alt={alt}
      style={style}
      loading="lazy"
      onError={() => setBroken(src)}
    />
  );
}
