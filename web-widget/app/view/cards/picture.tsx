import { safeAddress } from '../../linkify.js';
import { Icon } from '../icons.jsx';
import { live, useSignal } from '../live.js';

/** A product's picture, or a quiet placeholder when there is none or it cannot be loaded. Decoration: the title is beside it. */
export const Picture = live(function Picture({ address }: { address: string | undefined }) {
  const broken = useSignal(false);
  const src = safeAddress(address, window.location.href);
  return (
    <span class="picture">
      {src && !broken.value ? (
        <img
          src={src}
          alt=""
          loading="lazy"
          onError={() => {
            broken.value = true;
          }}
        />
      ) : (
        <Icon name="box" size={26} />
      )}
    </span>
  );
});
