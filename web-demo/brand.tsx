/** The mark of the demo shop: a young rice plant. */
export function Brand() {
  return (
    <a class="brand" href="/" aria-label="青禾生活首页">
      <svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true">
        <rect width="36" height="36" rx="11" />
        <path d="M18 29V13.5M18 20.5c-5.5 0-8-3.2-8-7.5 5.5 0 8 3.2 8 7.5Zm0-4c0-4.5 2.5-7.5 8-7.5 0 5-3.5 7.5-8 7.5Z" />
      </svg>
      <span>
        青禾生活<small>QINGHE LIVING</small>
      </span>
    </a>
  );
}
