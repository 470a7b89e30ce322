import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';

/** What a sheet shows while it has nothing to show. `shape`: path data of the icon. */
export function SheetState(props: { shape: string; title: string; onRetry?: () => void }) {
  const { t } = useWidget();
  return (
    <div class="sheet-state" role="status">
      <Icon shape={props.shape} size={36} />
      <strong>{props.title}</strong>
      {props.onRetry && (
        <button type="button" class="quiet" onClick={props.onRetry}>
          {t.retry}
        </button>
      )}
    </div>
  );
}
