/** Three dots that beat: somebody types, or something is on its way. */
export function Dots() {
  return (
    <div class="bubble dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}
