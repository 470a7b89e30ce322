import { useSignal } from '@preact/signals';
import { Icon } from '../icons.jsx';
import { safeAddress } from './safe-address.js';

const box = 'm12 4 7 4v8l-7 4-7-4V8zM5 8l7 4 7-4M12 12v8';

/** A product's picture, or a quiet placeholder when there is none or it cannot be loaded. Decoration: the title is beside it. */
export function Picture({ address }: { address: string | undefined }) {
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
        <Icon shape={box} size={26} />
      )}
    </span>
  );
}
