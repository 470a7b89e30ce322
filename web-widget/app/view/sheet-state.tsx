import { useWidget } from './context.js';
import { Icon, type IconName } from './icons.jsx';
import { live } from './live.js';

/** What a sheet shows while it has nothing to show. */
export const SheetState = live(function SheetState(props: {
  icon: IconName;
  title: string;
  onRetry?: () => void;
}) {
  const { t } = useWidget();
  return (
    <div class="sheet-state" role="status">
      <Icon name={props.icon} size={36} />
      <strong>{props.title}</strong>
      {props.onRetry && (
        <button type="button" class="quiet" onClick={props.onRetry}>
          {t.retry}
        </button>
      )}
    </div>
  );
});
